#include "client_inside.h"

#include "die.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_REDIRECTS = 20, MOST_BYTES = 16 * 1024 * 1024 };

static const double total_seconds = 60;
static const double connect_seconds = 10;

static bool is(const Transfer *transfer, const char *method)
{
    return strcmp(transfer->method, method) == 0;
}

/* These methods have a body, if need be an empty one (RFC 9110 section
   8.6). */
bool client_options_sends(const Transfer *transfer)
{
    return transfer->body.kind != VALUE_NONE || is(transfer, "POST") ||
           is(transfer, "PUT") || is(transfer, "PATCH");
}

static bool set_body(Transfer *transfer)
{
    CURL *easy = transfer->easy;
    const char *bytes = "";
    size_t length = 0;

    if (transfer->body.kind != VALUE_NONE)
        bytes = as_bytes(transfer->body, &length);
    return !curl_easy_setopt(easy, CURLOPT_POST, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_POSTFIELDS, bytes) &&
           !curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                             (curl_off_t)length);
}

/* libcurl has options for the methods that it knows, and a way to use
   another word. */
static bool set_method(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    if (client_options_sends(transfer)) {
        if (!set_body(transfer))
            return false;
        if (is(transfer, "POST"))
            return true;
    } else if (is(transfer, "GET")) {
        return true;
    } else if (is(transfer, "HEAD")) {
        return !curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    }
    return !curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, transfer->method);
}

/* A redirect asks for the same once more, which does no harm where nothing
   is changed by it. */
static bool set_redirects(Transfer *transfer, int redirects)
{
    if (redirects == 0 && (is(transfer, "GET") || is(transfer, "HEAD")))
        redirects = MOST_REDIRECTS;
    transfer->follows = redirects > 0;
    if (!transfer->follows)
        return true;
    return !curl_easy_setopt(transfer->easy, CURLOPT_FOLLOWLOCATION, 1L) &&
           !curl_easy_setopt(transfer->easy, CURLOPT_MAXREDIRS,
                             (long)redirects);
}

/* Whole milliseconds, not less; 24 days at the most. */
static long milliseconds(double seconds)
{
    if (!(seconds > 0))
        die("client_request: %g seconds is not a time", seconds);
    return (long)fmin(ceil(seconds * 1000), INT_MAX);
}

double client_options_seconds(void)
{
    const char *text = getenv("CLIENT_SECONDS");
    double seconds;
    char *end;

    if (!text)
        return total_seconds;
    seconds = strtod(text, &end);
    if (end == text || *end || !isfinite(seconds) || seconds <= 0) {
        fprintf(stderr, "CLIENT_SECONDS is a number of seconds above 0, "
                        "not \"%s\"\n", text);
        exit(1);
    }
    return seconds;
}

static bool set_limits(Transfer *transfer, const ClientRequest *request)
{
    double total = request->total_seconds, connect = request->connect_seconds;

    transfer->total_seconds = total != 0 ? total : transfer->client->seconds;
    transfer->connect_seconds = connect != 0 ? connect : connect_seconds;
    transfer->response->limit = request->body_limit ? request->body_limit :
                                MOST_BYTES;
    transfer->response->unbuffered = request->unbuffered;
    return !curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS,
                             milliseconds(transfer->total_seconds)) &&
           !curl_easy_setopt(transfer->easy, CURLOPT_CONNECTTIMEOUT_MS,
                             milliseconds(transfer->connect_seconds));
}

/* What holds for every request. A proxy that the environment names would be
   asked for this machine, too. Without QUICK_EXIT a cancel would wait for
   the name server, and without NOSIGNAL libcurl might use SIGALRM. */
static bool set_always(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    return !curl_easy_setopt(easy, CURLOPT_CURLU, transfer->url) &&
           !curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers) &&
           !curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) &&
           !curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail) &&
           !curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") &&
           !curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                             CURL_HTTP_VERSION_1_1) &&
           !curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "") &&
           !curl_easy_setopt(easy, CURLOPT_PROXY, "") &&
           !curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

bool client_options_set(Transfer *transfer, const ClientRequest *request)
{
    transfer->easy = curl_easy_init();
    return transfer->easy && set_always(transfer) && set_method(transfer) &&
           set_redirects(transfer, request->redirects) &&
           set_limits(transfer, request) && client_socket_use(transfer) &&
           client_receive_use(transfer);
}
