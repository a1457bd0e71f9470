/* Bodies that the function has no use for, and bytes that cannot become a
   request: the answer does not wait for the rest. */
#include "http_wire.h"

#define POST "POST /nowhere HTTP/1.1\r\nHost: a\r\n"

static unsigned calls;

static Value answer(Request *request, void *arg)
{
    size_t length;

    calls++;
    request_body(request, &length);
    if (strcmp(request_path(request), "/nowhere") == 0)
        return value_failure(404, "There is no such page.");
    return value_textf("%zu", length);
}

static bool wants_body(Request *request, void *arg)
{
    return strcmp(request_path(request), "/nowhere") != 0;
}

static void serve_checked(void)
{
    serve(answer);
    http_server_set_wants_body(server, wants_body);
}

/* A client that says this hears a 404, and then the end. */
static void check_early(const char *head)
{
    int fd;

    serve_checked();
    fd = dial();
    say(fd, head);
    CHECK_TEXT(hear(fd), "404 There is no such page.");
    CHECK(head_has("Connection: close"));
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    CHECK_INT(calls, 1);
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

static void long_ones(void)
{
    check_early(POST "Content-Length: 1000000\r\n\r\nx");
}

static void expected_ones(void)
{
    check_early(POST "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
}

static void chunked_ones(void)
{
    check_early(POST "Transfer-Encoding: chunked\r\n"
                     "Expect: 100-continue\r\n\r\n");
}

/* The client may go on sending; no reset comes before the answer. */
static void sent_all_the_same(void)
{
    static char body[1000 * 1000];
    int fd;

    serve_checked();
    fd = dial();
    say(fd, POST "Content-Length: 1000000\r\n\r\n");
    say_octets(fd, body, sizeof body);
    CHECK_TEXT(hear(fd), "404 There is no such page.");
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    serve_end();
}

static void short_ones(void)
{
    int fd;

    serve_checked();
    fd = dial();
    say(fd, POST "Content-Length: 5\r\n\r\nhello");
    CHECK_TEXT(hear(fd), "404 There is no such page.");
    CHECK(is_open(fd));
    hang_up(fd);
    serve_end();
}

static void wanted_ones(void)
{
    static char body[1000 * 1000];
    int fd;

    serve_checked();
    fd = dial();
    say(fd, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n"
            "Expect: 100-continue\r\n\r\n");
    CHECK_TEXT(hear(fd), "100 ");
    say_octets(fd, body, sizeof body);
    CHECK_TEXT(hear(fd), "200 1000000");
    CHECK(is_open(fd));
    hang_up(fd);
    serve_end();
}

/* No time passes here: who waits for a deadline would wait for ever. */
static void no_request_line(const char *bytes, size_t length)
{
    int fd = dial();

    say_octets(fd, bytes, length);
    CHECK(strncmp(hear(fd), "400 ", 4) == 0);
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
}

static void other_protocols(void)
{
    static const char tls[] = "\026\003\001\002\000\001\000\001\374\003\003";
    static const char socks[] = "\005\001\000";

    serve(answer);
    no_request_line(tls, sizeof tls - 1);
    no_request_line(socks, sizeof socks - 1);
    no_request_line("SSH-2.0-x\r\n", 11);
    no_request_line("GET /\r\n", 7);
    no_request_line("GET / HTTX/1.1\r\n", 16);
    CHECK_INT(calls, 0);
    serve_end();
}

static const UnitTest tests[] = {
    {"a long body that is not wanted is not waited for", long_ones},
    {"9110 10.1.1: nor is it asked for by a 100", expected_ones},
    {"nor is one in chunks", chunked_ones},
    {"9112 9.6: it may come all the same, and is thrown away",
     sent_all_the_same},
    {"a short one is read, and the connection is kept", short_ones},
    {"one that is wanted is read", wanted_ones},
    {"a line that cannot become a request line is refused at once",
     other_protocols},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
