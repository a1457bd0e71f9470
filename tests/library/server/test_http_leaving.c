/* Clients that leave before they have their answer. */
#include "http_pending.h"

static void leaving_cancels(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/wait"));
    settle();
    hang_up(fd);
    settle();
    CHECK_TEXT(notes, "/waitECANCELED");
    CHECK_INT(http_server_connections(server), 0);
    fire(0, "nobody hears it");
    serve_end();
}

static void reset(int fd)
{
    struct linger now = {.l_onoff = 1};

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    hang_up(fd);
}

static void a_reset_cancels(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/wait"));
    settle();
    reset(fd);
    settle();
    CHECK_TEXT(notes, "/waitECANCELED");
    fire(0, "nobody hears it");
    serve_end();
}

static void half_a_close_cancels(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/wait"));
    settle();
    shutdown(fd, SHUT_WR);
    CHECK_TEXT(hear(fd), "end");
    CHECK_TEXT(notes, "/waitECANCELED");
    fire(0, "nobody hears it");
    hang_up(fd);
    serve_end();
}

/* As by "printf ... | nc -N". */
static void half_a_close_lets_ready_answers_come(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/1") GET("/2"));
    shutdown(fd, SHUT_WR);
    CHECK_TEXT(hear(fd), "200 /1");
    CHECK_TEXT(hear(fd), "200 /2");
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    serve_end();
}

static void half_a_close_before_the_server_looks(void)
{
    static const char text[] = GET("/1") GET("/wait");
    int fd;

    serve(serve_pending);
    fd = dial();
    CHECK(send(fd, text, strlen(text), 0) > 0);
    shutdown(fd, SHUT_WR);
    CHECK_TEXT(hear(fd), "200 /1");
    CHECK_TEXT(hear(fd), "end");
    CHECK_TEXT(notes, "/waitECANCELED");
    fire(0, "nobody hears it");
    hang_up(fd);
    serve_end();
}

/* The first answer is on its way for so long that the end comes before the
   second request is looked at. */
static void half_a_close_behind_a_slow_answer(void)
{
    int fd;

    serve(serve_pending);
    fd = dial_with_room(4096);
    say(fd, GET("/big?size=6000000") GET("/big?size=6000001") GET("/wait"));
    shutdown(fd, SHUT_WR);
    settle();
    CHECK_INT(calls, 2); /* with that of settle() */
    CHECK_INT(strlen(hear(fd)), 6000004);
    CHECK_INT(strlen(hear(fd)), 6000005);
    CHECK_TEXT(hear(fd), "end");
    CHECK_TEXT(notes, "/waitECANCELED");
    fire(0, "nobody hears it");
    hang_up(fd);
    serve_end();
}

static void survivors(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/survive"));
    settle();
    hang_up(fd);
    settle();
    CHECK_TEXT(notes, "");
    CHECK_INT(http_server_connections(server), 0);
    fire(0, "done");
    CHECK_TEXT(notes, "/survivedone");
    serve_end();
}

static void fail_late(void *unused)
{
    CHECK_INT(deferred_fire(&pending[0], value_failure(UV_EIO, "too late")),
              0);
}

static void failing_survivors(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/survive"));
    settle();
    hang_up(fd);
    settle();
    CHECK_CONTAINS(unit_stderr_of(fail_late, NULL),
                   "after the client had left: EIO, too late (");
    serve_end();
}

static void survivors_at_the_end(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/survive"));
    settle();
    hang_up(fd);
    settle();
    serve_end();
    CHECK_TEXT(notes, "/surviveECANCELED");
    fire(0, "nobody hears it");
}

static void waiting_at_the_end(void)
{
    int fd;

    serve(serve_pending);
    fd = dial();
    say(fd, GET("/wait"));
    settle();
    serve_end();
    CHECK_TEXT(notes, "/waitECANCELED");
    fire(0, "nobody hears it");
    close(fd);
}

static const UnitTest tests[] = {
    {"a client that leaves cancels the handler's Deferred (rule A8)",
     leaving_cancels},
    {"so does one that resets the connection", a_reset_cancels},
    {"a client that ends its side cancels the handler's Deferred (rule A8)",
     half_a_close_cancels},
    {"answers that are ready still come (rule A8)",
     half_a_close_lets_ready_answers_come},
    {"also if it ends its side at once", half_a_close_before_the_server_looks},
    {"also if an answer is slow to leave", half_a_close_behind_a_slow_answer},
    {"a handler can survive the client", survivors},
    {"its failure is then printed", failing_survivors},
    {"it does not survive the server", survivors_at_the_end},
    {"a server that is freed cancels the handlers that wait",
     waiting_at_the_end},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
