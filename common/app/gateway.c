#include "gateway.h"

#include <uv.h>

static const char *sentence_for(int code)
{
    switch (code) {
    case UV_ETIMEDOUT:
        return "The server that this page asks takes too long.\n";
    case UV_ECONNREFUSED:
    case UV_EHOSTUNREACH:
    case UV_ENETUNREACH:
    case UV_EAI_NONAME:
        return "The server that this page asks cannot be reached.\n";
    case UV_ECONNRESET:
    case UV_EPIPE:
    case UV_EOF:
    case UV_EPROTO:
    case UV_EREMOTEIO:
    case UV_EMSGSIZE:
    case UV_EILSEQ:
    case UV_ELOOP:
        return "The server that this page asks gives no good answer.\n";
    default:
        return NULL;
    }
}

Value gateway_error(Request *request, const Failure *failure)
{
    int status = failure->code == UV_ETIMEDOUT ? 504 : 502;
    const char *sentence = sentence_for(failure->code);

    if (!sentence)
        return value_failure_of(failure, failure->index);
    request_set_status(request, status);
    fprintf(stderr, "%s %s: ", request_method(request), request_path(request));
    failure_print(stderr, status == 504 ? "504" : "502", failure);
    return value_text(sentence);
}
