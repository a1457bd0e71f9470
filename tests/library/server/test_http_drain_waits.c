/* How the server ends while handlers wait: as long as something is left that
   may fire what they wait for, they have five seconds. */
#include "http_drain_setup.h"

static void fire_pending_0(void *unused)
{
    deferred_fire(&pending[0], value_text("in time"));
}

static void those_who_wait(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait") GET("/2"));
    reactor_call_later(reactor, 4.75, fire_pending_0, NULL);
    reactor_stop(reactor);
    let_pass(4.7);
    CHECK_TEXT(notes, "");
    let_pass(0.1);
    CHECK_TEXT(hear(fd), "200 in time");
    CHECK(head_has("Connection: close"));
    CHECK_TEXT(hear(fd), "end");
    CHECK_TEXT(notes, "");
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
    serve_end();
}

static void long_polls(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait"));
    reactor_stop(reactor);
    let_pass(0.2);
    CHECK_TEXT(hear(fd), "503 The server is shutting down.");
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&pending[0], value_none());
    serve_end();
}

static void long_polls_with_someone_who_asks(void)
{
    int waits, asks;

    serve_some();
    waits = dial_and_say(GET("/wait"));
    asks = dial_and_say("GET /fire HTTP/1.1\r\n");
    reactor_stop(reactor);
    let_pass(4);
    say(asks, "Host: a\r\n\r\n");
    CHECK_TEXT(hear(asks), "200 /fire");
    CHECK_TEXT(hear(waits), "200 fired");
    hang_up(asks);
    hang_up(waits);
    CHECK_TEXT(notes, "drained");
    serve_end();
}

static void do_nothing(void *unused)
{
}

static bool is_silent(int fd)
{
    char octet;

    return recv(fd, &octet, 1, MSG_PEEK) < 0;
}

static void those_who_wait_too_long(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait"));
    reactor_call_later(reactor, 100, do_nothing, NULL);
    reactor_stop(reactor);
    let_pass(4.9);
    CHECK(is_silent(fd));
    let_pass(0.2);
    CHECK_TEXT(hear(fd), "503 The server is shutting down.");
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&pending[0], value_none());
    serve_end();
}

static void streams(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-writing"));
    reactor_stop(reactor);
    let_pass(0.2);
    CHECK(hear_head(fd));
    *heard = '\0';
    hear_to_end(fd);
    CHECK_TEXT(heard, "3\r\none\r\n");
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&pending[0], value_none());
    serve_end();
}

static void stubborn_handlers(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-stubbornly"));
    reactor_stop(reactor);
    let_pass(1);
    CHECK_TEXT(notes, "");
    let_pass(0.2);
    CHECK_TEXT(notes, "drained");
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    deferred_fire(&pending[0], value_text("at last"));
    serve_end();
}

static void survivors(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-surviving"));
    hang_up(fd);
    settle();
    reactor_call_later(reactor, 3.95, fire_pending_0, NULL);
    reactor_stop(reactor);
    let_pass(3.9);
    CHECK_TEXT(notes, "");
    let_pass(0.1);
    CHECK_TEXT(notes, "drained");
    serve_end();
}

static void survivors_who_wait_in_vain(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-surviving"));
    hang_up(fd);
    settle();
    reactor_stop(reactor);
    let_pass(0.2);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&pending[0], value_none());
    serve_end();
}

/* While somebody may still fire it, nothing wakes the loop but the sweep and
   the end of the grace. */
static void nothing_polls(void)
{
    int waits, asks;

    serve_some();
    waits = dial_and_say(GET("/wait"));
    asks = dial_and_say("GET /fire HTTP/1.1\r\n");
    reactor_stop(reactor);
    turn();
    CHECK_INT(reactor_calls(reactor), 2);
    say(asks, "Host: a\r\n\r\n");
    CHECK_TEXT(hear(asks), "200 /fire");
    CHECK_TEXT(hear(waits), "200 fired");
    hang_up(asks);
    hang_up(waits);
    CHECK_TEXT(notes, "drained");
    serve_end();
}

/* The last one that could fire it leaves: that is a turn of the loop. */
static void long_polls_whose_last_hope_leaves(void)
{
    int waits, asks;

    serve_some();
    waits = dial_and_say(GET("/wait"));
    asks = dial_and_say("GET /fire HTTP/1.1\r\n");
    reactor_stop(reactor);
    let_pass(1);
    CHECK(is_silent(waits));
    hang_up(asks);
    CHECK_TEXT(hear(waits), "503 The server is shutting down.");
    hang_up(waits);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&pending[0], value_none());
    serve_end();
}

static const UnitTest tests[] = {
    {"requests that wait are answered, and the last ones", those_who_wait},
    {"a wait that nothing can end is canceled soon, and a 503", long_polls},
    {"someone who still asks may fire it", long_polls_with_someone_who_asks},
    {"a handler that waits for too long is canceled, too",
     those_who_wait_too_long},
    {"an answer in pieces is cut off then", streams},
    {"a handler that does not stop is left behind", stubborn_handlers},
    {"handlers that survive their client are waited for", survivors},
    {"but not in vain", survivors_who_wait_in_vain},
    {"nothing looks again and again whether it is time", nothing_polls},
    {"who waits in vain is told as soon as that is so",
     long_polls_whose_last_hope_leaves},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
