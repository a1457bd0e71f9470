/* Too much for a server: clients that never read, and more clients than it
   has descriptors. */
#include "http_wire.h"

static unsigned calls;

static Value answer_kilobyte(Request *request, void *arg)
{
    static char octets[1024];

    calls++;
    return value_bytes(octets, sizeof octets);
}

static Value answer_megabytes(Request *request, void *arg)
{
    return value_bytes(heard, 4 * 1024 * 1024);
}

/* 32 MB of requests, which would be answered with a gigabyte. */
static void never_reading(void)
{
    static char many[64 * 1024];
    static const char one[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    size_t said = 0, quiet = 0, at = 0;
    int fd;

    for (size_t i = 0; i < sizeof many; i++)
        many[i] = one[i % (sizeof one - 1)];
    serve(answer_kilobyte);
    fd = dial_with_room(4096);
    while (said < 32 * 1024 * 1024 && quiet < 100) {
        size_t begin = at % (sizeof one - 1);
        ssize_t sent = send(fd, many + begin, sizeof many - begin, 0);

        quiet = sent > 0 ? 0 : quiet + 1;
        said += sent > 0 ? (size_t)sent : 0;
        at += sent > 0 ? (size_t)sent : 0;
        turn();
    }
    CHECK(said < 16 * 1024 * 1024);
    CHECK(calls < 16 * 1024);
    CHECK_TEXT(hear(fd), "200 ");
    hang_up(fd);
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

/* All answers come, in order, if the client reads after all. */
static void reading_after_all(void)
{
    static const char one[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    enum { MANY = 20000 };
    unsigned said = 0, heard_of = 0;
    int fd;

    serve(answer_kilobyte);
    fd = dial_with_room(4096);
    while (heard_of < MANY) {
        while (said < MANY && send(fd, one, sizeof one - 1, 0) > 0)
            said++;
        if (find(&inbox[fd], "\r\n\r\n")) {
            hear(fd);
            heard_of++;
        } else {
            CHECK(listen_on(fd));
        }
    }
    CHECK_INT(calls, MANY);
    hang_up(fd);
    serve_end();
}

/* More writes at once than the server keeps outputs for. */
static void many_slow_clients(void)
{
    int fds[24];

    serve(answer_megabytes);
    for (size_t i = 0; i < COUNT(fds); i++) {
        fds[i] = dial_with_room(4096);
        say(fds[i], "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    for (size_t i = 0; i < COUNT(fds); i++) {
        CHECK_TEXT(hear(fds[i]), "200 ");
        CHECK(head_has("Content-Length: 4194304"));
    }
    for (size_t i = 0; i < COUNT(fds); i++)
        hang_up(fds[i]);
    serve_end();
}

static void limit_descriptors(rlim_t count)
{
    struct rlimit limit = {.rlim_cur = count, .rlim_max = count};

    CHECK(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

static size_t turned_away;

static void crowd_in(void *unused)
{
    int fds[32];

    for (size_t i = 0; i < COUNT(fds); i++)
        fds[i] = dial();
    for (size_t i = 0; i < COUNT(fds); i++)
        turned_away += strcmp((say(fds[i], "GET / HTTP/1.1\r\nHost: a\r\n"
                                           "\r\n"),
                               hear(fds[i])),
                              "503 Too many connections.") == 0;
    let_pass(1);
    for (size_t i = 0; i < COUNT(fds); i++)
        hang_up(fds[i]);
}

/* Clients and server share the table of this process. */
static void few_descriptors(void)
{
    const char *log;

    limit_descriptors(90);
    serve(answer_kilobyte);
    log = unit_stderr_of(crowd_in, NULL);
    CHECK(turned_away > 0 && turned_away < 32);
    CHECK_CONTAINS(log, "connections away");
    settle();
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

/* Here nothing is held back, so accept() itself fails. */
static void no_descriptor_at_all(void)
{
    int fd, others[256], count = 0;

    serve(answer_kilobyte);
    limit_descriptors(64);
    fd = dial();
    while ((others[count] = dup(fd)) >= 0)
        count++;
    CHECK_INT(errno, EMFILE);
    for (int i = 0; i < 100; i++)
        turn();
    CHECK_TEXT(hear(fd), "end");
    CHECK_INT(http_server_connections(server), 0);
    while (count > 0)
        close(others[--count]);
    settle();
    hang_up(fd);
    serve_end();
}

static const UnitTest tests[] = {
    {"a client that never reads is not read any more", never_reading},
    {"one that reads after all gets all answers", reading_after_all},
    {"many slow clients get their answers", many_slow_clients},
    {"the last descriptors are not for clients", few_descriptors},
    {"without a descriptor a client is turned away", no_descriptor_at_all},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
