#include "client_inside.h"

#include <math.h>

/* What connect() or recv() has said, or otherwise where it has said
   nothing. */
static int system_error(const Transfer *transfer, int otherwise)
{
    long number = 0;

    if (transfer->socket_error)
        return transfer->socket_error;
    curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    return number ? uv_translate_sys_error((int)number) : otherwise;
}

static int code_of(const Transfer *transfer, CURLcode result)
{
    switch (result) {
    case CURLE_OPERATION_TIMEDOUT:
        return UV_ETIMEDOUT;
    case CURLE_COULDNT_RESOLVE_HOST:
        return UV_EAI_NONAME;
    case CURLE_COULDNT_CONNECT:
        return system_error(transfer, UV_ECONNREFUSED);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
        return system_error(transfer, UV_ECONNRESET);
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
        return UV_EOF;
    case CURLE_WRITE_ERROR:
        return transfer->too_long ? UV_EMSGSIZE : UV_EPROTO;
    case CURLE_TOO_MANY_REDIRECTS:
        return UV_ELOOP;
    case CURLE_OUT_OF_MEMORY:
        return UV_ENOMEM;
    default:
        return UV_EPROTO;
    }
}

static Value time_is_up(const Transfer *transfer)
{
    curl_off_t connected = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T,
                      &connected);
    if (connected == 0)
        return value_failure(UV_ETIMEDOUT, "%s: no connection within %g s",
                             transfer->response->name,
                             fmin(transfer->connect_seconds,
                                  transfer->total_seconds));
    return value_failure(UV_ETIMEDOUT, "%s: no whole answer within %g s",
                         transfer->response->name, transfer->total_seconds);
}

Value client_failure(const Transfer *transfer, CURLcode result)
{
    const char *name = transfer->response->name;
    int code = code_of(transfer, result);

    switch (code) {
    case UV_ETIMEDOUT:
        return time_is_up(transfer);
    case UV_EAI_NONAME:
        return value_failure(code, "%s: there is no such host", name);
    case UV_EOF:
        return value_failure(code, "%s: the answer ends too early", name);
    case UV_EMSGSIZE:
        return value_failure(code, "%s: the answer is too long", name);
    case UV_ELOOP:
        return value_failure(code, "%s: too many redirects", name);
    case UV_EPROTO:
        return value_failure(code, "%s: %s", name,
                             *transfer->detail ? transfer->detail :
                             curl_easy_strerror(result));
    default:
        return value_failure(code, "%s: %s", name, uv_strerror(code));
    }
}
