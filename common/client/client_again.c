/*
 * A kept connection may die just as it is used again: its server has closed
 * it, and that is still on its way here. Then libcurl asks once more, on
 * another connection. It would do so with any method; but if the server has
 * got the request before, a POST would be done twice. libcurl calls
 * before_request() each time when it has a connection and is about to send.
 */
#include "client_inside.h"

#include <string.h>

/* These do the same if they are done twice (RFC 9110 section 9.2.2). */
static bool is_idempotent(const char *method)
{
    static const char *const methods[] = {"GET",    "HEAD",    "PUT",
                                          "DELETE", "OPTIONS", "TRACE"};

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(method, methods[i]) == 0)
            return true;
    return false;
}

static bool may_repeat(const Transfer *transfer)
{
    long sent = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_REQUEST_SIZE, &sent);
    return sent == 0 || is_idempotent(transfer->method);
}

/* If this is not the first time, libcurl's words are about the connection
   that was dead. */
static int before_request(void *arg, char *address, char *own_address,
                          int port, int own_port)
{
    Transfer *transfer = arg;

    client_socket_note_connection(transfer);
    transfer->detail[0] = '\0';
    if (transfer->requests++ == 0 || may_repeat(transfer))
        return CURL_PREREQFUNC_OK;
    transfer->fault = UV_ECONNRESET;
    transfer->fault_words = uv_strerror(UV_ECONNRESET);
    return CURL_PREREQFUNC_ABORT;
}

void client_again_use(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    client_must(
        curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_request));
    client_must(curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer));
}
