/* One connection: many requests, answered in order. */
#include "http_pending.h"

static void one_at_a_time(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/wait1") GET("/wait2") GET("/3"));
    settle();
    CHECK_INT(pending_count, 1);
    fire(0, "one");
    CHECK_TEXT(hear(fd), "200 one");
    settle();
    CHECK_INT(pending_count, 2);
    fire(1, "two");
    CHECK_TEXT(hear(fd), "200 two");
    CHECK_TEXT(hear(fd), "200 /3");
    hang_up(fd);
    serve_end();
}

static void one_write_for_a_pipeline(void)
{
    char text[4096];
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/1") GET("/2") GET("/3") GET("/4"));
    while (recv(fd, text, sizeof text, MSG_PEEK) < 0)
        turn();
    CHECK_INT(
        recv(fd, text, sizeof text, 0),
        4 * (ssize_t)strlen(
                "HTTP/1.1 200 OK\r\nDate: Fri, 21 Nov 2025 03:42:28 GMT\r\n"
                "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
                "2\r\n"
                "\r\n/1"));
    hang_up(fd);
    serve_end();
}

/* The next request is for the next turn: its handler must not run inside of
   the one that has fired. */
static void a_late_answer_runs_no_handler(void)
{
    int fd;
    unsigned before;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/wait") GET("/2"));
    settle();
    before = calls;
    fire(0, "one");
    CHECK_INT(calls, before);
    CHECK_TEXT(hear(fd), "200 one");
    CHECK_TEXT(hear(fd), "200 /2");
    hang_up(fd);
    serve_end();
}

static void fires_another(void)
{
    int waiting, firing;

    serve(serve_pending);
    waiting = dial();
    firing = dial();
    say(waiting, GET("/wait") GET("/2"));
    settle();
    say(firing, GET("/fire"));
    CHECK_TEXT(hear(waiting), "200 fired");
    CHECK_TEXT(hear(waiting), "200 /2");
    hang_up(waiting);
    hang_up(firing);
    serve_end();
}

static void bodies_in_pieces(void)
{
    char text[64 * 1024];
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 655360\r\n\r\n");
    memset(text, 'x', sizeof text);
    for (int i = 0; i < 10; i++)
        say_octets(fd, text, sizeof text);
    CHECK_TEXT(hear(fd), "200 /1");
    CHECK(is_open(fd));
    hang_up(fd);
    serve_end();
}

static void one_hundred(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, "POST /1 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
            "Content-Length: 1\r\n\r\n");
    CHECK_TEXT(hear(fd), "100 ");
    CHECK_TEXT(heard_head, "HTTP/1.1 100 Continue\r\n\r\n");
    say(fd, "x");
    CHECK_TEXT(hear(fd), "200 /1");
    say(fd, "POST /2 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
            "Content-Length: 1\r\n\r\nx");
    CHECK_TEXT(hear(fd), "200 /2");
    hang_up(fd);
    serve_end();
}

static const UnitTest tests[] = {
    {"a connection has one request at a time with the function",
     one_at_a_time},
    {"the answers to a pipeline leave in one write", one_write_for_a_pipeline},
    {"a late answer lets the next handler run in the next turn",
     a_late_answer_runs_no_handler},
    {"a handler can fire another connection's Deferred", fires_another},
    {"a body may come in many pieces", bodies_in_pieces},
    {"100 comes before the body, unless that is there", one_hundred},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
