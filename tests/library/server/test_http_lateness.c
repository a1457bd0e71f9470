/* Deadlines after the program has not run for a while: it was stopped, or a
   handler took long. What the clients have sent meanwhile has not been read,
   and that is not their fault. And clients that read slowly: those that read
   on get all, those that do not are dropped. */
#include "http_wire.h"

#include <errno.h>
#include <poll.h>

enum { LARGE = 7 * 1024 * 1024 };

static Value answer(Request *request, void *arg)
{
    if (strcmp(request_path(request), "/large") == 0)
        return value_bytes(heard, LARGE);
    if (strcmp(request_path(request), "/slow-handler") == 0)
        reactor_advance(reactor, 62);
    return value_text(request_path(request));
}

/* Time passes at once, and nothing is read meanwhile; then the calls that are
   due come before what the sockets have. */
static void stop_for(double seconds)
{
    reactor_advance(reactor, seconds);
}

static void send_late(int fd, const char *text)
{
    CHECK_INT(send(fd, text, strlen(text), 0), strlen(text));
}

static void kept_ones(void)
{
    int fd, other;

    serve(answer);
    fd = dial();
    other = dial();
    CHECK(is_open(fd) && is_open(other));
    send_late(fd, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
    stop_for(62);
    CHECK_TEXT(hear(fd), "200 /1");
    CHECK(is_open(other));
    hang_up(fd);
    hang_up(other);
    serve_end();
}

static void new_ones(void)
{
    int fd, other;

    serve(answer);
    other = dial();
    CHECK(is_open(other));
    fd = dial();
    send_late(fd, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
    stop_for(62);
    CHECK_TEXT(hear(fd), "200 /1");
    hang_up(fd);
    hang_up(other);
    serve_end();
}

static void second_halves(const char *first, const char *second,
                          double seconds)
{
    int fd;

    serve(answer);
    fd = dial();
    say(fd, first);
    settle();
    send_late(fd, second);
    stop_for(seconds);
    CHECK_TEXT(hear(fd), "200 /1");
    hang_up(fd);
    serve_end();
}

static void heads(void)
{
    second_halves("GET /1 HTTP/1.1\r\nHo", "st: a\r\n\r\n", 12);
}

static void bodies(void)
{
    second_halves("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx",
                  "x", 32);
}

/* The handler of another client takes the time. */
static void slow_handlers(void)
{
    int fd, other;

    serve(answer);
    fd = dial();
    other = dial();
    say(fd, "GET /1 HTTP/1.1\r\nHo");
    settle();
    send_late(fd, "st: a\r\n\r\n");
    say(other, "GET /slow-handler HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK_TEXT(hear(fd), "200 /1");
    CHECK_TEXT(hear(other), "200 /slow-handler");
    hang_up(fd);
    hang_up(other);
    serve_end();
}

/* Those who have said nothing have their time again, and no more. */
static void they_are_late_at_last(void)
{
    int fd;

    serve(answer);
    fd = dial();
    say(fd, "GET /1 HTTP/1.1\r\nHo");
    settle();
    stop_for(62);
    let_pass(12);
    CHECK_TEXT(hear(fd), "408 The request took too long.");
    hang_up(fd);
    serve_end();
}

/* If every sweep comes late, the deadlines still come. */
static void always_late(void)
{
    int fd;

    serve(answer);
    fd = dial();
    say(fd, "GET /1 HTTP/1.1\r\nHo");
    settle();
    for (int i = 0; i < 30; i++) {
        stop_for(2);
        turn();
    }
    CHECK_TEXT(hear(fd), "408 The request took too long.");
    hang_up(fd);
    serve_end();
}

/* Reads at most that many bytes, if they are there. */
static size_t read_some(int fd, size_t most)
{
    size_t got = 0;
    ssize_t now;

    while (got < most && (now = recv(fd, heard, most - got, 0)) > 0)
        got += (size_t)now;
    return got;
}

/* The same, but waits for them: the server may have closed, with the last
   bytes still on their way. */
static size_t read_rest(int fd, size_t most)
{
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    size_t got = 0;
    ssize_t now;

    do {
        turn();
        poll(&readable, 1, 10);
        now = recv(fd, heard, most - got, 0);
        got += now > 0 ? (size_t)now : 0;
    } while (got < most && (now > 0 || (now < 0 && errno == EAGAIN)));
    return got;
}

/* Reads that much every two seconds, and returns how much it has got. */
static size_t read_slowly(size_t each)
{
    size_t got = 0;
    int fd;

    serve(answer);
    fd = dial_with_room(16 * 1024);
    say(fd, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 200 && got < LARGE; i++) {
        size_t now = 0;

        while (http_server_connections(server) > 0 && now < each &&
               got + now < LARGE) {
            now += read_some(fd, each - now);
            turn();
        }
        got += now;
        if (http_server_connections(server) > 0)
            let_pass(2);
    }
    got += read_rest(fd, LARGE + 1 - got);
    hang_up(fd);
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
    return got;
}

static void slow_but_steady(void)
{
    CHECK(read_slowly(100 * 1024) > LARGE);
}

static void far_too_slow(void)
{
    size_t got = read_slowly(200);

    CHECK(got < LARGE / 2);
}

static const UnitTest tests[] = {
    {"a kept connection that has asked meanwhile is answered", kept_ones},
    {"so is a new one", new_ones},
    {"so is one whose head has come meanwhile", heads},
    {"so is one whose body has", bodies},
    {"a handler that takes long costs the others nothing", slow_handlers},
    {"who says nothing then is late all the same", they_are_late_at_last},
    {"also if the program never runs in time", always_late},
    {"a slow but steady reader gets all of a large answer", slow_but_steady},
    {"one that reads next to nothing is dropped", far_too_slow},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
