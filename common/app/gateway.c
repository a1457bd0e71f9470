/*
 * A failure of the client becomes an answer here. The app calls this as an
 * error handler. One table says of which kind each code is, another one which
 * status and sentence we send for that kind. The failure itself goes to
 * stderr: the client on the other side need not know whom we ask.
 */
#include "gateway.h"

#include <uv.h>

typedef enum { SHORT_OF_FILES, SHORT_OF_MEMORY, LATE, ABSENT, BAD } Kind;

static const struct {
    int status;
    const char *sentence;
} answers[] = {
    [SHORT_OF_FILES] = {503, "This server has too many connections open. "
                             "Please try again later.\n"},
    [SHORT_OF_MEMORY] = {503, "This server is short of memory. Please try "
                              "again later.\n"},
    [LATE] = {504, "The server that this page asks did not answer in time.\n"},
    [ABSENT] = {502, "The server that this page asks cannot be reached.\n"},
    [BAD] = {502,
             "The server that this page asks sent an invalid response.\n"},
};

/* All that a client can fail with because of another server, or because this
   one has too little of something. What connect() says is among it. */
static const struct {
    int code;
    Kind kind;
} kinds[] = {
    {UV_EMFILE, SHORT_OF_FILES},
    {UV_ENFILE, SHORT_OF_FILES},
    {UV_ENOMEM, SHORT_OF_MEMORY},
    {UV_ENOBUFS, SHORT_OF_MEMORY},
    {UV_ENOSPC, SHORT_OF_MEMORY},
    {UV_EAI_MEMORY, SHORT_OF_MEMORY},
    {UV_ETIMEDOUT, LATE},
    {UV_ECONNREFUSED, ABSENT},
    {UV_EHOSTUNREACH, ABSENT},
    {UV_EHOSTDOWN, ABSENT},
    {UV_ENETUNREACH, ABSENT},
    {UV_ENETDOWN, ABSENT},
    {UV_EADDRNOTAVAIL, ABSENT},
    {UV_EADDRINUSE, ABSENT},
    {UV_EAFNOSUPPORT, ABSENT},
    {UV_EPROTOTYPE, ABSENT},
    {UV_EACCES, ABSENT},
    {UV_EPERM, ABSENT},
    {UV_ENOENT, ABSENT},
    {UV_ENOTDIR, ABSENT},
    {UV_ENAMETOOLONG, ABSENT},
    {UV_EAGAIN, ABSENT},
    {UV_EAI_ADDRFAMILY, ABSENT},
    {UV_EAI_AGAIN, ABSENT},
    {UV_EAI_BADFLAGS, ABSENT},
    {UV_EAI_BADHINTS, ABSENT},
    {UV_EAI_FAIL, ABSENT},
    {UV_EAI_FAMILY, ABSENT},
    {UV_EAI_NODATA, ABSENT},
    {UV_EAI_NONAME, ABSENT},
    {UV_EAI_OVERFLOW, ABSENT},
    {UV_EAI_PROTOCOL, ABSENT},
    {UV_EAI_SERVICE, ABSENT},
    {UV_EAI_SOCKTYPE, ABSENT},
    {UV_ECONNRESET, BAD},
    {UV_ECONNABORTED, BAD},
    {UV_ENOTCONN, BAD},
    {UV_EPIPE, BAD},
    {UV_EOF, BAD},
    {UV_EPROTO, BAD},
    {UV_EREMOTEIO, BAD},
    {UV_EMSGSIZE, BAD},
    {UV_EILSEQ, BAD},
    {UV_ELOOP, BAD},
};

static Value answer_failure(Request *request, const Failure *failure,
                            Kind kind)
{
    char status[12];

    snprintf(status, sizeof status, "%d", answers[kind].status);
    fprintf(stderr, "%s %s: ", request_method(request), request_path(request));
    failure_print(stderr, status, failure);
    request_set_status(request, answers[kind].status);
    return value_text(answers[kind].sentence);
}

/* A failure of another kind is not ours: it goes on to the next error handler,
   or becomes a 500. */
Value gateway_error(Request *request, const Failure *failure)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].code == failure->code)
            return answer_failure(request, failure, kinds[i].kind);
    return value_failure_of(failure, failure->index);
}
