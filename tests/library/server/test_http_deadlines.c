/* How long a client may take. The clock is a fake one, so that nothing here
   takes any time. A deadline may be late by two sweeps, that is a second. */
#include "http_wire.h"
#include "pending.h"

static Value serve_pending(Request *request, void *arg)
{
    if (strcmp(request_path(request), "/wait") == 0)
        return value_deferred(new_pending());
    if (strcmp(request_path(request), "/big") == 0)
        return value_bytes(heard, 6000000);
    return value_text(request_path(request));
}

static void give_all(void)
{
    HttpLimits *limits = prepare(serve_pending);

    limits->head_seconds = 10;
    limits->body_seconds = 20;
    limits->idle_seconds = 30;
    limits->write_seconds = 40;
    open_door();
}

/* Whether the connection ends after so many seconds, a second at most later,
   and not before. */
static void check_ends_after(int fd, double seconds, const char *answer)
{
    size_t connections = http_server_connections(server);

    let_pass(seconds - 0.2);
    CHECK(recv(fd, heard, 1, MSG_PEEK) < 0 && errno == EAGAIN);
    CHECK_INT(http_server_connections(server), connections);
    let_pass(1.3);
    CHECK_TEXT(hear(fd), answer);
    if (strcmp(answer, "end") != 0)
        CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    CHECK_INT(http_server_connections(server), connections - 1);
}

static void new_ones(void)
{
    int fd;

    give_all();
    fd = dial();
    turn();
    check_ends_after(fd, 30, "end");
    serve_end();
}

static void idle_ones(void)
{
    int fd;

    give_all();
    fd = dial();
    let_pass(20);
    CHECK(is_open(fd));
    check_ends_after(fd, 30, "end");
    serve_end();
}

static void empty_lines(void)
{
    int fd;

    give_all();
    fd = dial();
    turn();
    let_pass(20);
    say(fd, "\r\n");
    check_ends_after(fd, 10, "end");
    serve_end();
}

static void heads(void)
{
    int fd;

    give_all();
    fd = dial();
    turn();
    let_pass(20);
    say(fd, "GET / HTTP/1.1\r\n");
    check_ends_after(fd, 10, "408 The request took too long.");
    serve_end();
}

/* Slow Loris: an octet now and then. */
static void dribbled_heads(void)
{
    int fd;

    give_all();
    fd = dial();
    say(fd, "GET / HTTP/1.1\r\nA: ");
    for (int i = 0; i < 9; i++) {
        let_pass(1);
        say(fd, "x");
    }
    check_ends_after(fd, 1, "408 The request took too long.");
    serve_end();
}

static void dribbled_bodies(void)
{
    int fd;

    give_all();
    fd = dial();
    say(fd, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n");
    for (int i = 0; i < 19; i++) {
        let_pass(1);
        say(fd, "x");
    }
    check_ends_after(fd, 1, "408 The request took too long.");
    serve_end();
}

static void refused_ones(void)
{
    int fd;

    give_all();
    fd = dial();
    say(fd, "GET / HTTP/1.1\r\n\r\n");
    CHECK_TEXT(hear(fd), "400 The Host is missing.");
    CHECK_INT(http_server_connections(server), 1);
    let_pass(1.8);
    say(fd, "GET / HTTP/1.1\r\n\r\n");
    CHECK_INT(http_server_connections(server), 1);
    let_pass(1.3);
    CHECK_INT(http_server_connections(server), 0);
    hang_up(fd);
    serve_end();
}

static void handlers_have_time(void)
{
    int fd;

    give_all();
    fd = dial();
    say(fd, "GET /wait HTTP/1.1\r\nHost: a\r\n\r\nGET");
    settle();
    let_pass(1000);
    deferred_fire(&pending[0], value_text("here"));
    CHECK_TEXT(hear(fd), "200 here");
    check_ends_after(fd, 10, "408 The request took too long.");
    serve_end();
}

static void writing(void)
{
    int fd;

    give_all();
    fd = dial_with_room(4096);
    say(fd, "GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
    turn();
    let_pass(39.8);
    CHECK_INT(http_server_connections(server), 1);
    let_pass(1.3);
    CHECK_INT(http_server_connections(server), 0);
    hang_up(fd);
    serve_end();
}

/* What is left of a head or a body is expected from then on. */
static void after_writing(void)
{
    int fd;

    give_all();
    fd = dial_with_room(4096);
    say(fd, "GET /big HTTP/1.1\r\nHost: a\r\n\r\nGET");
    settle();
    let_pass(35);
    CHECK_INT(strlen(hear(fd)), 4);
    check_ends_after(fd, 10, "408 The request took too long.");
    serve_end();
}

/* The sweep comes often enough for the shortest of them. */
static void short_ones(void)
{
    int fd;

    prepare(serve_pending)->head_seconds = 0.4;
    open_door();
    fd = dial();
    say(fd, "GET");
    turn();
    let_pass(0.3);
    CHECK_INT(http_server_connections(server), 1);
    let_pass(0.4);
    CHECK_TEXT(hear(fd), "408 The request took too long.");
    hang_up(fd);
    serve_end();
}

static void nothing_to_sweep(void)
{
    int fd;

    give_all();
    CHECK_INT(reactor_calls(reactor), 0);
    fd = dial();
    CHECK(is_open(fd));
    CHECK_INT(reactor_calls(reactor), 1);
    hang_up(fd);
    let_pass(1);
    CHECK_INT(reactor_calls(reactor), 0);
    serve_end();
}

static const UnitTest tests[] = {
    {"a new connection may be idle", new_ones},
    {"so may one between two requests", idle_ones},
    {"empty lines do not make it any longer", empty_lines},
    {"9110 15.5.9: a head that is late is a 408", heads},
    {"also if it dribbles", dribbled_heads},
    {"so is a body that dribbles", dribbled_bodies},
    {"after a refusal the client has two seconds to go", refused_ones},
    {"a handler has any time", handlers_have_time},
    {"a client that does not read is dropped", writing},
    {"after a slow answer the time for a head begins", after_writing},
    {"also fractions of a second count", short_ones},
    {"without a connection nothing is looked at", nothing_to_sweep},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
