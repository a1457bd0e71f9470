/*
 * A transfer, as libcurl wants it said: an easy handle and its options. Some
 * hold for the whole of it, others for one hop on a way of redirects.
 */
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

static void set_body(Transfer *transfer)
{
    CURL *easy = transfer->easy;
    const char *bytes = "";
    size_t length = 0;

    if (transfer->body.kind != VALUE_NONE)
        bytes = as_bytes(transfer->body, &length);
    client_must(curl_easy_setopt(easy, CURLOPT_POST, 1L));
    client_must(curl_easy_setopt(easy, CURLOPT_POSTFIELDS, bytes));
    client_must(curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                                 (curl_off_t)length));
}

/* libcurl has options for the methods that it knows, and a way to use
   another word. */
static void set_method(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    if (client_options_sends(transfer)) {
        set_body(transfer);
        if (is(transfer, "POST"))
            return;
    } else if (is(transfer, "GET")) {
        return;
    } else if (is(transfer, "HEAD")) {
        client_must(curl_easy_setopt(easy, CURLOPT_NOBODY, 1L));
        return;
    }
    client_must(
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, transfer->method));
}

/* A redirect asks once more, which does no harm if a request changes nothing.
   -1 follows none. */
static int redirects_of(const Transfer *transfer, int redirects)
{
    if (redirects == 0 && (is(transfer, "GET") || is(transfer, "HEAD")))
        return MOST_REDIRECTS;
    return redirects > 0 ? redirects : -1;
}

/* Whole milliseconds, not less; 24 days at the most. */
static long milliseconds(double seconds)
{
    return (long)fmin(ceil(seconds * 1000), INT_MAX);
}

/* 0 stands for the usual time. NAN is no time either. */
static double time_of(double seconds, double otherwise)
{
    if (seconds == 0)
        return otherwise;
    if (!(seconds > 0))
        die("client_request: %g seconds is not a time", seconds);
    return seconds;
}

/* Tests set the variable, so that a time-out need not take a minute. */
double client_options_seconds(void)
{
    const char *text = getenv("CLIENT_SECONDS");
    double seconds;
    char *end;

    if (!text)
        return total_seconds;
    seconds = strtod(text, &end);
    if (end == text || *end || !isfinite(seconds) || seconds <= 0) {
        fprintf(stderr,
                "CLIENT_SECONDS is a number of seconds above 0, "
                "not \"%s\"\n",
                text);
        exit(1);
    }
    return seconds;
}

static void set_limits(Transfer *transfer, const ClientRequest *request)
{
    transfer->redirects = redirects_of(transfer, request->redirects);
    transfer->started = uv_hrtime();
    transfer->total_seconds =
        time_of(request->total_seconds, transfer->client->seconds);
    transfer->connect_seconds =
        time_of(request->connect_seconds, connect_seconds);
    transfer->response->limit =
        request->body_limit ? request->body_limit : MOST_BYTES;
    transfer->response->unbuffered = request->unbuffered;
    client_must(curl_easy_setopt(transfer->easy, CURLOPT_CONNECTTIMEOUT_MS,
                                 milliseconds(transfer->connect_seconds)));
}

/* What holds for every request. A proxy that the environment names would be
   asked for this machine, too. Without QUICK_EXIT a cancel would wait for
   the name server, and without NOSIGNAL libcurl might use SIGALRM. Bodies
   are unpacked by client_unpack.c: libcurl takes half of one for a whole. */
static void set_always(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    client_must(curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer));
    client_must(curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail));
    client_must(curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https"));
    client_must(
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1));
    client_must(curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L));
    client_must(curl_easy_setopt(easy, CURLOPT_PROXY, ""));
    client_must(curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L));
    client_must(curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L));
}

void client_options_begin(Transfer *transfer, const ClientRequest *request)
{
    transfer->easy = curl_easy_init();
    client_must(transfer->easy ? CURLE_OK : CURLE_OUT_OF_MEMORY);
    set_always(transfer);
    set_limits(transfer, request);
}

/* The rest of the time for the whole, in milliseconds: at least one. */
static long time_left(const Transfer *transfer)
{
    double spent = (double)(uv_hrtime() - transfer->started) / 1e9;

    return milliseconds(fmax(transfer->total_seconds - spent, 0.001));
}

void client_options_ask(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    client_must(curl_easy_setopt(easy, CURLOPT_CURLU, transfer->url));
    client_must(curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH,
                                 transfer->socket_path));
    client_must(curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers));
    client_must(
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, time_left(transfer)));
    set_method(transfer);
}
