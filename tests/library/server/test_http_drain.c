/* How the server ends: what has been asked is answered, if that is possible
   in the time. */
#include "http_drain_setup.h"

static void nobody(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    serve_some();
    reactor_stop(reactor);
    CHECK_TEXT(notes, "drained");
    turn();
    CHECK(connect(fd, (struct sockaddr *)&server_address,
                  sizeof server_address) != 0);
    close(fd);
    serve_end();
}

static void idle_ones(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/1"));
    CHECK_TEXT(hear(fd), "200 /1");
    reactor_stop(reactor);
    CHECK_TEXT(notes, "");
    CHECK_TEXT(hear(fd), "end");
    CHECK_TEXT(notes, "drained");
    hang_up(fd);
    serve_end();
}

static void those_who_are_still_asking(void)
{
    int head, body;

    serve_some();
    head = dial_and_say("GET /1 HTTP/1.1\r\nHo");
    body = dial_and_say("POST /2 HTTP/1.1\r\nHost: a\r\n"
                        "Content-Length: 2\r\n\r\nx");
    reactor_stop(reactor);
    let_pass(1);
    say(head, "st: a\r\n\r\n");
    say(body, "x");
    CHECK_TEXT(hear(head), "200 /1");
    CHECK(head_has("Connection: close"));
    CHECK_TEXT(hear(body), "200 /2");
    hang_up(head);
    hang_up(body);
    CHECK_TEXT(notes, "drained");
    serve_end();
}

static void those_who_never_finish(void)
{
    int head, body;

    serve_some();
    head = dial_and_say("GET /1 HTTP/1.1\r\nHo");
    body = dial_and_say("POST /2 HTTP/1.1\r\nHost: a\r\n"
                        "Content-Length: 2\r\n\r\nx");
    reactor_stop(reactor);
    let_pass(5.1);
    CHECK_TEXT(hear(head), "end");
    CHECK_TEXT(hear(body), "end");
    CHECK_TEXT(notes, "drained");
    hang_up(head);
    hang_up(body);
    serve_end();
}

/* Their answers are ready, so they have the last second too. */
static void slow_readers(void)
{
    int fd;

    serve_some();
    fd = dial_with_room(4096);
    say(fd, GET("/big"));
    settle();
    reactor_stop(reactor);
    let_pass(5.5);
    CHECK_TEXT(notes, "");
    hear(fd);
    CHECK(head_has("Content-Length: 6000000"));
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
    serve_end();
}

/* The one who stops may free the server before it is drained. */
static void freed_on_the_way(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait"));
    reactor_stop(reactor);
    serve_end();
    CHECK_TEXT(notes, "drained");
    deferred_fire(&pending[0], value_none());
    close(fd);
}

static const UnitTest tests[] = {
    {"without a connection the end is at once, and no client gets in", nobody},
    {"idle connections are closed", idle_ones},
    {"a request of which a part has come is answered",
     those_who_are_still_asking},
    {"a request that is not complete then is dropped", those_who_never_finish},
    {"a slow reader has time for what it reads", slow_readers},
    {"a server may be freed on the way", freed_on_the_way},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
