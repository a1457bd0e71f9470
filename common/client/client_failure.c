/*
 * libcurl says in a CURLcode how a transfer has ended. Here that becomes a
 * failure with one of libuv's codes, and a sentence that names the URL.
 * client_loop.c asks for it. Since libcurl's memory comes from xmalloc(), its
 * "out of memory" can only mean that a line was longer than it reads.
 */
#include "client_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* What a result means. If a row has no words, libcurl's own are taken, or for
   a code of the system its words. */
typedef struct {
    CURLcode result;
    int code;
    const char *words;
} Meaning;

static const char cut[] = "the answer ends too early";
static const char too_long[] = "the answer's head is too long";

static const Meaning meanings[] = {
    {CURLE_COULDNT_RESOLVE_HOST, UV_EAI_NONAME,
     "its name cannot be looked up: there is no such host, or no name server "
     "answers"},
    {CURLE_GOT_NOTHING, UV_EOF, cut},
    {CURLE_PARTIAL_FILE, UV_EOF, cut},
    {CURLE_OUT_OF_MEMORY, UV_EMSGSIZE, too_long},
#if LIBCURL_VERSION_NUM >= 0x080600
    {CURLE_TOO_LARGE, UV_EMSGSIZE, too_long},
#endif
    {CURLE_URL_MALFORMAT, UV_EINVAL, NULL},
    /* Mistakes of this program, or of the system's certificates. */
    {CURLE_FAILED_INIT, UV_EIO, NULL},
    {CURLE_NOT_BUILT_IN, UV_EIO, NULL},
    {CURLE_BAD_FUNCTION_ARGUMENT, UV_EIO, NULL},
    {CURLE_UNKNOWN_OPTION, UV_EIO, NULL},
    {CURLE_READ_ERROR, UV_EIO, NULL},
    {CURLE_INTERFACE_FAILED, UV_EIO, NULL},
    {CURLE_SSL_ENGINE_NOTFOUND, UV_EIO, NULL},
    {CURLE_SSL_ENGINE_SETFAILED, UV_EIO, NULL},
    {CURLE_SSL_ENGINE_INITFAILED, UV_EIO, NULL},
    {CURLE_SSL_CERTPROBLEM, UV_EIO, NULL},
    {CURLE_SSL_CIPHER, UV_EIO, NULL},
    {CURLE_SSL_CACERT_BADFILE, UV_EIO, NULL},
    {CURLE_SSL_CRL_BADFILE, UV_EIO, NULL},
};

static const Meaning *find_meaning(CURLcode result)
{
    static const Meaning other = {CURLE_OK, UV_EPROTO, NULL};

    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].result == result)
            return &meanings[i];
    return &other;
}

/* What socket(), connect(), send() or recv() has said, or 0. Of a host that
   cannot be asked at all, as "http://[fe80::1]/", connect() says EINVAL,
   which for us would mean that this is not a URL. */
static int system_code(const Transfer *transfer)
{
    long number = 0;
    int code = transfer->socket_error;

    if (code == 0)
        curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    if (number != 0)
        code = uv_translate_sys_error((int)number);
    return code == UV_EINVAL ? UV_EADDRNOTAVAIL : code;
}

static Value fail(const Transfer *transfer, int code, const char *words)
{
    return value_failure(code, "%s: %s", transfer->response->name,
                         words ? words : uv_strerror(code));
}

static Value fail_connection(const Transfer *transfer, int otherwise)
{
    int code = system_code(transfer);

    return fail(transfer, code ? code : otherwise, NULL);
}

static Value fail_with(const Transfer *transfer, CURLcode result)
{
    const Meaning *meaning = find_meaning(result);
    const char *words = meaning->words;

    if (!words)
        words =
            *transfer->detail ? transfer->detail : curl_easy_strerror(result);
    return fail(transfer, meaning->code, words);
}

/* A look-up that finds no free descriptor fails as if there were no such
   host. So see whether there is one. */
static Value fail_look_up(const Transfer *transfer)
{
    int probe = open("/dev/null", O_RDONLY | O_CLOEXEC);

    if (probe < 0)
        return fail(transfer, uv_translate_sys_error(errno), NULL);
    close(probe);
    return fail_with(transfer, CURLE_COULDNT_RESOLVE_HOST);
}

/* Whether libcurl's words are about the socket. */
static bool is_of_system(const char *words)
{
    return !*words || strncmp(words, "Recv failure", 12) == 0 ||
           strstr(words, "errno ");
}

/* libcurl calls a bad chunk a failure to receive, and a line of a trailer
   that is longer than it reads a chunk without memory. */
static Value fail_receiving(const Transfer *transfer)
{
    if (is_of_system(transfer->detail))
        return fail_connection(transfer, UV_ECONNRESET);
    if (strncmp(transfer->detail, "Out of memory", 13) == 0)
        return fail_with(transfer, CURLE_OUT_OF_MEMORY);
    return fail(transfer, UV_EPROTO, transfer->detail);
}

static Value fail_in_time(const Transfer *transfer)
{
    const char *name = transfer->response->name;

    if (transfer->requests == 0)
        return value_failure(
            UV_ETIMEDOUT, "%s: no connection within %g s", name,
            fmin(transfer->connect_seconds, transfer->total_seconds));
    return value_failure(UV_ETIMEDOUT, "%s: no whole answer within %g s", name,
                         transfer->total_seconds);
}

/* libcurl can take an answer that stops inside its head for a whole one, and
   it does not see that a packed body is not whole. */
static Value check_whole(const Transfer *transfer)
{
    if (transfer->state != TRANSFER_BODY ||
        !client_receive_is_unpacked(transfer))
        return fail(transfer, UV_EOF, cut);
    return value_none();
}

Value client_failure(const Transfer *transfer, CURLcode result)
{
    switch (result) {
    case CURLE_OK:
        return check_whole(transfer);
    case CURLE_OPERATION_TIMEDOUT:
        return fail_in_time(transfer);
    case CURLE_COULDNT_RESOLVE_HOST:
        return fail_look_up(transfer);
    case CURLE_COULDNT_CONNECT:
        return fail_connection(transfer, UV_ECONNREFUSED);
    case CURLE_SEND_ERROR:
        if (client_receive_has_length(transfer))
            return check_whole(transfer); /* who answers need not listen */
        return fail_connection(transfer, UV_ECONNRESET);
    case CURLE_RECV_ERROR:
        return fail_receiving(transfer);
    case CURLE_WRITE_ERROR:
    case CURLE_ABORTED_BY_CALLBACK:
        if (transfer->fault != 0)
            return fail(transfer, transfer->fault, transfer->fault_words);
        return fail_connection(transfer, UV_EPROTO);
    default:
        return fail_with(transfer, result);
    }
}
