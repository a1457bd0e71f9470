/* Clients that send more than they should while they wait for an answer: none
   of them stays, takes a message with it, or keeps others from theirs. */
#include "http_pending.h"

enum { MUCH = 21 * 1024, MORE = 62 * 1000, TOO_MUCH = 200 * 1024 };

/* Says GET path, and then so many bytes of further requests. */
static int dial_and_flood(const char *path, size_t length)
{
    static const char one[] = GET("/more");
    static char flood[TOO_MUCH];
    int fd = dial();

    for (size_t i = 0; i < length; i++)
        flood[i] = one[i % (sizeof one - 1)];
    say(fd, path);
    say_octets(fd, flood, length);
    return fd;
}

static void reset_at_close(int fd)
{
    struct linger now = {.l_onoff = 1};

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

static void check_leaves(size_t length, bool with_reset)
{
    int fd;

    serve(serve_pending);
    fd = dial_and_flood(GET("/wait"), length);
    settle();
    if (with_reset)
        reset_at_close(fd);
    hang_up(fd);
    settle();
    CHECK_TEXT(notes, "/waitECANCELED");
    CHECK_INT(http_server_connections(server), 0);
    fire(0, "nobody hears it");
    serve_end();
}

static void leaving_behind_much(void)
{
    check_leaves(MUCH, false);
}

static void resetting_behind_much(void)
{
    check_leaves(MUCH, true);
}

static void leaving_behind_more(void)
{
    check_leaves(MORE, false);
}

static void half_closing_behind_more(void)
{
    int fd;

    serve(serve_pending);
    fd = dial_and_flood(GET("/wait"), MORE);
    shutdown(fd, SHUT_WR);
    CHECK_TEXT(hear(fd), "end");
    CHECK_TEXT(notes, "/waitECANCELED");
    fire(0, "nobody hears it");
    hang_up(fd);
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

/* It is told, and its message is for the next one. */
static void sending_too_much(void)
{
    int fd;

    serve(serve_pending);
    fd = dial_and_flood(GET("/wait"), TOO_MUCH);
    CHECK_TEXT(hear(fd), "429 Too much was sent before the answer.");
    CHECK(head_has("Connection: close"));
    CHECK_TEXT(notes, "/waitECANCELED");
    CHECK_TEXT(hear(fd), "end");
    CHECK_INT(calls, 1);
    fire(0, "nobody hears it");
    hang_up(fd);
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

/* It has two seconds to go, and then goes whether it likes or not. */
static void staying_after_too_much(void)
{
    int fd;

    serve(serve_pending);
    fd = dial_and_flood(GET("/wait"), TOO_MUCH);
    let_pass(1.8);
    CHECK_INT(http_server_connections(server), 1);
    let_pass(1.3);
    CHECK_INT(http_server_connections(server), 0);
    fire(0, "nobody hears it");
    hang_up(fd);
    serve_end();
}

static void surviving_too_much(void)
{
    int fd;

    serve(serve_pending);
    fd = dial_and_flood(GET("/survive"), TOO_MUCH);
    CHECK_TEXT(hear(fd), "429 Too much was sent before the answer.");
    hang_up(fd);
    fire(0, "done");
    CHECK_TEXT(notes, "/survivedone");
    serve_end();
}

/* A long pipeline is no flood. */
static void a_thousand_in_line(void)
{
    int fd;

    serve(serve_pending);
    fd = dial_and_flood(GET("/wait"), 1000 * strlen(GET("/more")));
    settle();
    fire(0, "first");
    CHECK_TEXT(hear(fd), "200 first");
    for (int i = 0; i < 1000; i++)
        CHECK_TEXT(hear(fd), "200 /more");
    CHECK(is_open(fd));
    hang_up(fd);
    serve_end();
}

static const UnitTest tests[] = {
    {"a client that leaves after 21 KB more is seen to leave (rule A8)",
     leaving_behind_much},
    {"so is one that resets the connection", resetting_behind_much},
    {"so is one that leaves after 62 KB", leaving_behind_more},
    {"so is one that ends its side", half_closing_behind_more},
    {"one that sends too much is refused, and its Deferred canceled",
     sending_too_much},
    {"and it does not stay", staying_after_too_much},
    {"a handler that survives its client survives that, too",
     surviving_too_much},
    {"a thousand requests in line are answered", a_thousand_in_line},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
