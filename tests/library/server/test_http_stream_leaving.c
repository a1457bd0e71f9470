/* Clients of an answer in pieces that leave at the wrong moment. The handlers
   are coroutines, which end where they wait when their piece fails. */
#include "coroutine.h"
#include "event_notes.h"
#include "http_wire.h"
#include "keep.h"

enum { PIECE = 3 * 1024 * 1024 };

static char piece[PIECE];
static bool catches;   /* what its pieces fail with */
static Deferred *gate; /* for /2, which waits before it writes */

static void note_end(void *unused)
{
    note("ended");
}

static Value send_pieces(void *request)
{
    keep_finally(note_end, NULL);
    if (request_path(request)[1] == '2')
        await(gate = deferred_new());
    for (int i = 0; i < 100; i++) {
        if (catches)
            try_await(request_write(request, piece, PIECE));
        else
            await(request_write(request, piece, PIECE));
        if (request_path(request)[1] == '1')
            return value_text("that is all");
    }
    return value_none();
}

static Value stream(Request *request, void *arg)
{
    if (strcmp(request_path(request), "/open") == 0)
        return value_none();
    return value_deferred(async(send_pieces, request));
}

static int begin(const char *path)
{
    int fd;

    serve(stream);
    fd = dial_with_room(4096);
    say(fd, path);
    settle();
    CHECK_TEXT(notes, "");
    return fd;
}

static void finish(void)
{
    settle();
    CHECK_TEXT(notes, "ended");
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

static void leaving(void)
{
    hang_up(begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    finish();
}

static void resetting(void)
{
    int fd = begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    struct linger now = {.l_onoff = 1};

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    hang_up(fd);
    finish();
}

static void half_closing(void)
{
    int fd = begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    shutdown(fd, SHUT_WR);
    hear_head(fd);
    hear_to_end(fd);
    hang_up(fd);
    finish();
}

static void being_too_slow(void)
{
    int fd = begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    let_pass(32);
    CHECK_TEXT(notes, "ended");
    CHECK_INT(http_server_connections(server), 0);
    hang_up(fd);
    finish();
}

static void flooding(void)
{
    static char more[100 * 1024];
    int fd = begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    memset(more, 'x', sizeof more);
    say_octets(fd, more, sizeof more);
    CHECK_TEXT(notes, "ended");
    hang_up(fd);
    finish();
}

static void going_on_after_a_failed_piece(void)
{
    catches = true;
    hang_up(begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    finish();
}

static void the_server_is_freed(void)
{
    int fd = begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    serve_end();
    CHECK_TEXT(notes, "ended");
    close(fd);
}

static void the_reactor_stops(void)
{
    int fd = begin("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    reactor_stop(reactor);
    let_pass(7);
    CHECK_INT(http_server_connections(server), 0);
    hang_up(fd);
    CHECK_TEXT(notes, "ended");
    serve_end();
}

static void one_after_the_other(void)
{
    int fd = begin("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
                   "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");

    CHECK_INT(strlen(hear(fd)), 4 + PIECE + strlen("that is all"));
    CHECK_INT(strlen(hear(fd)), 4 + PIECE + strlen("that is all"));
    CHECK(is_open(fd));
    hang_up(fd);
    CHECK_TEXT(notes, "ended ended");
    serve_end();
}

static void open_gate(void *unused)
{
    deferred_fire(&gate, value_none());
    turn();
}

/* The server finds out only as it writes: nothing has gone wrong here. */
static void resetting_unseen(void)
{
    int fd = begin("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    struct linger now = {.l_onoff = 1};

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
    CHECK_TEXT(unit_stderr_of(open_gate, NULL), "");
    finish();
}

static const UnitTest tests[] = {
    {"a client that leaves ends the handler at its piece", leaving},
    {"so does one that resets the connection", resetting},
    {"also if that is seen only by writing, and nothing is printed",
     resetting_unseen},
    {"so does one that ends its side", half_closing},
    {"so does one that takes nothing for too long", being_too_slow},
    {"so does one that sends too much meanwhile", flooding},
    {"a handler that goes on after it cannot write",
     going_on_after_a_failed_piece},
    {"a server that is freed ends it", the_server_is_freed},
    {"a server that stops ends it", the_reactor_stops},
    {"two streams on one connection come one after the other",
     one_after_the_other},
};

int main(int argc, char **argv)
{
    memset(piece, 'x', sizeof piece);
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
