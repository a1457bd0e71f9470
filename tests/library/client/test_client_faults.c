/* The client, and answers that are broken, late, too long, or none. */
#include "client.h"

#include "reply_server.h"

#include <sys/resource.h>

#define LENGTH_5 "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
#define CHUNKED "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
#define GZIPPED "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"

static const Reply broken[] = {
    {"/", LENGTH_5 "hello", STAY},
    {"/nothing", "", CLOSE},
    {"/half-status", "HTTP/1.1 20", CLOSE},
    {"/status", "HTTP/1.1 200 OK\r\n", CLOSE},
    {"/half-field", "HTTP/1.1 200 OK\r\nContent-Le", CLOSE},
    {"/field", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", CLOSE},
    {"/continue", "HTTP/1.1 100 Continue\r\n\r\n", CLOSE},
    {"/short", LENGTH_5 "he", CLOSE},
    {"/cut-chunk", CHUNKED "5\r\nhe", CLOSE},
    {"/no-last-chunk", CHUNKED "5\r\nhello\r\n", CLOSE},
    {"/reset", "", RESET},
    {"/garbage", "banana\r\n\r\n", CLOSE},
    {"/bad-chunk", CHUNKED "size\r\nhello\r\n0\r\n\r\n", STAY},
    {"/bad-gzip", GZIPPED "Content-Length: 5\r\n\r\nhello", STAY},
    {"/longer", LENGTH_5 "hello, and more", STAY},
    {"/never", "", STAY},
    {"/half", LENGTH_5 "he", STAY},
    {0},
};

static Deferred *ask(const char *path)
{
    return client_get(client, url_of(path));
}

static void cut_heads(void)
{
    begin(broken);
    CHECK_CONTAINS(failure_of(ask("/nothing"), UV_EOF),
                   "/nothing: the "
                   "answer ends too early");
    failure_of(ask("/half-status"), UV_EOF);
    failure_of(ask("/status"), UV_EOF);
    failure_of(ask("/half-field"), UV_EOF);
    failure_of(ask("/field"), UV_EOF);
    failure_of(ask("/continue"), UV_EOF);
    end();
}

static void check_cut_body(const char *path)
{
    Value response = get(path);

    CHECK_INT(response_status(response), 200);
    CHECK_CONTAINS(failure_of(response_text(response), UV_EOF), path);
}

static void cut_bodies(void)
{
    begin(broken);
    check_cut_body("/short");
    check_cut_body("/cut-chunk");
    check_cut_body("/no-last-chunk");
    end();
}

static void resets(void)
{
    Value response;

    begin(broken);
    CHECK_CONTAINS(failure_of(ask("/reset"), UV_ECONNRESET),
                   "/reset: "
                   "connection reset by peer");
    response = get("/half");
    reset_link(links);
    CHECK_CONTAINS(failure_of(response_text(response), UV_ECONNRESET),
                   "/half: connection reset by peer");
    end();
}

static void what_is_not_http(void)
{
    begin(broken);
    CHECK_CONTAINS(failure_of(ask("/garbage"), UV_EPROTO), "HTTP/0.9");
    failure_of(response_text(get("/bad-chunk")), UV_EPROTO);
    failure_of(response_text(get("/bad-gzip")), UV_EPROTO);
    end();
}

static void more_than_said(void)
{
    begin(broken);
    CHECK_TEXT(get_text("/longer"), "hello");
    CHECK_TEXT(get_text("/"), "hello");
    CHECK_INT(accepted, 2);
    end();
}

static void long_heads(void)
{
    static char reply[80 * 1024] = "HTTP/1.1 200 OK\r\n";
    static const Reply long_head[] = {{"/", reply, STAY}, {0}};

    for (int i = 0; i < 1600; i++)
        strcat(reply, "X-Field: 0123456789012345678901234567890\r\n");
    begin(long_head);
    CHECK_CONTAINS(failure_of(ask("/"), UV_EMSGSIZE), "too long");
    end();
}

static void nul_in_a_head(void)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nA: b\0C: d\r\n\r\n";
    Deferred *d;

    begin(broken);
    d = ask("/never");
    while (requests == 0)
        turn();
    send_bytes(links, head, sizeof head - 1);
    failure_of(d, UV_EPROTO);
    end();
}

static void long_bodies(void)
{
    ClientRequest request = {.body_limit = 4};
    Value response;

    begin(broken);
    request.url = url_of("/");
    response = wait_for(client_request(client, &request));
    CHECK_CONTAINS(failure_of(response_text(response), UV_EMSGSIZE),
                   "/: the answer is too long");
    request.body_limit = 5;
    response = wait_for(client_request(client, &request));
    CHECK_TEXT(as_text(wait_for(response_text(response))), "hello");
    end();
}

static void nobody_listens(void)
{
    begin(broken);
    stop_listening();
    settle_down();
    CHECK_CONTAINS(failure_of(ask("/ip"), UV_ECONNREFUSED),
                   "/ip: connection refused");
    end();
}

static void no_descriptors(void)
{
    struct rlimit limit, none;

    begin(broken);
    getrlimit(RLIMIT_NOFILE, &limit);
    none = (struct rlimit){3, limit.rlim_max};
    setrlimit(RLIMIT_NOFILE, &none);
    CHECK_CONTAINS(failure_of(ask("/"), UV_EMFILE), "too many open files");
    setrlimit(RLIMIT_NOFILE, &limit);
    CHECK_TEXT(get_text("/"), "hello");
    end();
}

static void too_late(void)
{
    ClientRequest request = {.total_seconds = 0.05};

    begin(broken);
    request.url = url_of("/never");
    CHECK_CONTAINS(failure_of(client_request(client, &request), UV_ETIMEDOUT),
                   " within 0.05 s");
    settle_down();
    CHECK_INT(open_links, 0);
    end();
}

static void too_late_by_the_environment(void)
{
    setenv("CLIENT_SECONDS", "0.05", 1);
    begin(broken);
    CHECK_CONTAINS(failure_of(ask("/never"), UV_ETIMEDOUT), " within 0.05 s");
    end();
}

static void begin_with(void *seconds)
{
    setenv("CLIENT_SECONDS", seconds, 1);
    begin(broken);
}

static void refuses_what_is_not_a_time(void)
{
    static char *const wrong[] = {"0", "-1", "soon", "", "2 s", "nan", "inf"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_DIES(begin_with, wrong[i],
                   "CLIENT_SECONDS is a number of seconds above 0, not ");
}

/* The time-out is for all of it. If this machine is so slow that it is over
   before the head comes, the next try has twice the time. */
static void body_too_late(void)
{
    ClientRequest request = {.total_seconds = 0.05};
    Value response = value_none();

    begin(broken);
    request.url = url_of("/half");
    while (!is_response(response)) {
        response = wait_for(client_request(client, &request));
        request.total_seconds *= 2;
    }
    CHECK_CONTAINS(failure_of(response_text(response), UV_ETIMEDOUT),
                   "/half: no whole answer within ");
    end();
}

static void no_such_url(void)
{
    begin(broken);
    CHECK_CONTAINS(failure_of(client_get(client, "example.com"), UV_EINVAL),
                   "\"example.com\" is not a URL: Bad scheme");
    failure_of(client_get(client, ""), UV_EINVAL);
    failure_of(client_get(client, "http://"), UV_EINVAL);
    failure_of(client_get(client, "http://127.0.0.1:99999/"), UV_EINVAL);
    failure_of(client_get(client, "http://a/\r\nX: y"), UV_EINVAL);
    CHECK_CONTAINS(
        failure_of(client_get(client, "ftp://127.0.0.1/"), UV_EPROTONOSUPPORT),
        "ftp://127.0.0.1/");
    failure_of(client_get(client, "file:///etc/passwd"), UV_EPROTONOSUPPORT);
    failure_of(client_get(client, "teapot://127.0.0.1/"), UV_EPROTONOSUPPORT);
    CHECK_INT(accepted, 0);
    end();
}

static const UnitTest tests[] = {
    {"a head that is cut is a failure", cut_heads},
    {"a body that is cut is a failure, after its head", cut_bodies},
    {"a reset is a failure, with the head or with the body", resets},
    {"an answer that is not HTTP is a failure", what_is_not_http},
    {"bytes after the body are not an answer", more_than_said},
    {"a head of more than 64 KiB is refused", long_heads},
    {"a NUL in a head is refused", nul_in_a_head},
    {"a body over its limit is refused", long_bodies},
    {"a connection can be refused", nobody_listens},
    {"without a free descriptor there is a failure, and later an answer",
     no_descriptors},
    {"the total time-out ends a request, and its connection", too_late},
    {"the environment may set it", too_late_by_the_environment},
    {"the environment has to set a time", refuses_what_is_not_a_time},
    {"the total time-out ends a body", body_too_late},
    {"a text that is not a URL, or another scheme, is refused", no_such_url},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
