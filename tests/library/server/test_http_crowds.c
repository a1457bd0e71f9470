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

/* Here accept() itself fails, and one descriptor is given up for it. */
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
    CHECK_TEXT(hear(fd), "503 Too many connections.");
    CHECK_TEXT(hear(fd), "end");
    CHECK_INT(http_server_connections(server), 0);
    while (count > 0)
        close(others[--count]);
    settle();
    hang_up(fd);
    serve_end();
}

/* All of them have asked before the server looks: to close without reading
   that would be a reset, which may overtake the answer. */
static void crowd_in_and_ask(void *unused)
{
    static const char text[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    int fds[24];

    for (size_t i = 0; i < COUNT(fds); i++) {
        fds[i] = dial();
        CHECK(send(fds[i], text, strlen(text), 0) > 0);
    }
    for (size_t i = 0; i < COUNT(fds); i++) {
        hear(fds[i]);
        turned_away += strcmp(heard, "503 Too many connections.") == 0;
        CHECK(heard[0] == '2' || heard[0] == '5');
        if (heard[0] == '5')
            CHECK_INT(recv(fds[i], heard, 1, 0), 0); /* the end, no reset */
    }
    let_pass(1);
    for (size_t i = 0; i < COUNT(fds); i++)
        hang_up(fds[i]);
}

/* As in a gateway, whose client has taken the descriptors that the server
   leaves free. */
static void others_take_the_rest(void)
{
    const char *log;
    int others[64], count = 0;

    limit_descriptors(90);
    serve(answer_kilobyte);
    while (count < 38 && (others[count] = dup(0)) >= 0)
        count++;
    log = unit_stderr_of(crowd_in_and_ask, NULL);
    CHECK(turned_away > 8);
    CHECK_CONTAINS(log, "connections away");
    while (count > 0)
        close(others[--count]);
    settle();
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

/* One that is turned away and stays takes no place of another. */
static void places_of_those_turned_away(void)
{
    int first, second, third;

    prepare(answer_kilobyte)->connections = 1;
    open_door();
    first = dial();
    CHECK(is_open(first));
    second = dial();
    CHECK_TEXT(hear(second), "503 Too many connections.");
    hang_up(first);
    third = dial();
    CHECK(is_open(third));
    hang_up(second);
    hang_up(third);
    serve_end();
}

static Value fail_always(Request *request, void *arg)
{
    return value_failure(UV_EIO, "This is printed on stderr, at some length.");
}

/* The log is not read, and more is printed than a pipe holds. */
static void a_log_that_is_full(void)
{
    int log[2], stderr_before = dup(STDERR_FILENO);

    serve(fail_always);
    CHECK(pipe(log) == 0);
    dup2(log[1], STDERR_FILENO);
    for (int i = 0; i < 1500; i++)
        CHECK_TEXT(get("/a-path-that-is-printed-with-each-failure-too"),
                   "500 Internal Server Error");
    dup2(stderr_before, STDERR_FILENO);
    close(stderr_before);
    close(log[0]);
    close(log[1]);
    serve_end();
}

static const UnitTest tests[] = {
    {"a client that never reads is not read any more", never_reading},
    {"one that reads after all gets all answers", reading_after_all},
    {"many slow clients get their answers", many_slow_clients},
    {"the last descriptors are not for clients", few_descriptors},
    {"without a descriptor a client is turned away", no_descriptor_at_all},
    {"all that are turned away are told, and not by a reset",
     others_take_the_rest},
    {"one that is turned away takes no place", places_of_those_turned_away},
    {"a log that is never read does not stop the server", a_log_that_is_full},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
