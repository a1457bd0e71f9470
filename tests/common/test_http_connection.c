/* One connection: many requests, in order, and a client that leaves. */
#include "doors.h"
#include "http_wire.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static unsigned calls;

static Value note_and_pass(Value result, void *request)
{
    note_value(request_path(request), result);
    return result;
}

static Value wait_at_door(Request *request)
{
    Deferred *d = door();

    deferred_add_both(d, note_and_pass, request);
    return value_deferred(d);
}

static Value big(Request *request)
{
    size_t length = strtoul(request_query(request, "size"), NULL, 10);
    char *octets = malloc(length);
    Value value;

    memset(octets, 'x', length);
    value = value_bytes(octets, length);
    free(octets);
    return value;
}

static Value serve_doors(Request *request, void *arg)
{
    const char *path = request_path(request);

    calls++;
    if (strncmp(path, "/wait", 5) == 0)
        return wait_at_door(request);
    if (strcmp(path, "/survive") == 0) {
        request_survive_disconnect(request);
        return wait_at_door(request);
    }
    if (strcmp(path, "/big") == 0)
        return big(request);
    if (strcmp(path, "/fire") == 0)
        return value_int(deferred_fire(&doors[0], value_text("fired")));
    return value_text(path);
}

static void fire(size_t number, const char *text)
{
    CHECK_INT(deferred_fire(&doors[number], value_text(text)), 0);
}

static void one_at_a_time(void)
{
    int fd;

    serve(serve_doors);
    fd = dial();
    say(fd, GET("/wait1") GET("/wait2") GET("/3"));
    settle();
    CHECK_INT(door_count, 1);
    fire(0, "one");
    CHECK_TEXT(hear(fd), "200 one");
    settle();
    CHECK_INT(door_count, 2);
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

    serve(serve_doors);
    fd = dial();
    say(fd, GET("/1") GET("/2") GET("/3") GET("/4"));
    while (recv(fd, text, sizeof text, MSG_PEEK) < 0)
        turn();
    CHECK_INT(recv(fd, text, sizeof text, 0), 4 * (ssize_t)strlen(
        "HTTP/1.1 200 OK\r\nDate: Fri, 21 Nov 2025 03:42:28 GMT\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n"
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

    serve(serve_doors);
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

static void leaving_cancels(void)
{
    int fd;

    serve(serve_doors);
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

    serve(serve_doors);
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

    serve(serve_doors);
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

    serve(serve_doors);
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

    serve(serve_doors);
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

    serve(serve_doors);
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

    serve(serve_doors);
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
    CHECK_INT(deferred_fire(&doors[0], value_failure(UV_EIO, "too late")), 0);
}

static void failing_survivors(void)
{
    int fd;

    serve(serve_doors);
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

    serve(serve_doors);
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

    serve(serve_doors);
    fd = dial();
    say(fd, GET("/wait"));
    settle();
    serve_end();
    CHECK_TEXT(notes, "/waitECANCELED");
    fire(0, "nobody hears it");
    close(fd);
}

static void fires_another(void)
{
    int waiting, firing;

    serve(serve_doors);
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

    serve(serve_doors);
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

    serve(serve_doors);
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
    {"the answers to a pipeline leave in one write",
     one_write_for_a_pipeline},
    {"a late answer lets the next handler run in the next turn",
     a_late_answer_runs_no_handler},
    {"a client that leaves cancels (22, A8)", leaving_cancels},
    {"so does one that resets the connection", a_reset_cancels},
    {"so does one that ends its side (24, A8)", half_a_close_cancels},
    {"but answers that are ready come (A8)",
     half_a_close_lets_ready_answers_come},
    {"also if it ends its side at once",
     half_a_close_before_the_server_looks},
    {"also if an answer is slow to leave",
     half_a_close_behind_a_slow_answer},
    {"a handler can survive the client", survivors},
    {"what it fails with then is told", failing_survivors},
    {"it does not survive the server", survivors_at_the_end},
    {"a server that is freed cancels what waits", waiting_at_the_end},
    {"a handler can fire another connection's Deferred", fires_another},
    {"a body may come in many pieces", bodies_in_pieces},
    {"100 comes before the body, unless that is there", one_hundred},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
