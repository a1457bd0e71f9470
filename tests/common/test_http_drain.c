/* How the server ends: what has been asked is answered, if that is possible
   in the time. */
#include "doors.h"
#include "http_wire.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static void will_not(void *unused)
{
}

static Value serve_doors(Request *request, void *arg)
{
    const char *path = request_path(request);
    Deferred *d;

    if (strcmp(path, "/big") == 0)
        return value_bytes(heard, 6000000);
    if (strncmp(path, "/wait", 5) != 0)
        return value_text(path);
    d = door();
    if (strcmp(path, "/wait-stubbornly") == 0)
        deferred_on_cancel_later(d, will_not, NULL);
    if (strcmp(path, "/wait-surviving") == 0)
        request_survive_disconnect(request);
    if (strcmp(path, "/wait-writing") == 0)
        deferred_ignore(request_write(request, "one", 3));
    return value_deferred(d);
}

static Value note_drained(Value none, void *unused)
{
    note("drained");
    return value_none();
}

static void serve_some(void)
{
    prepare(serve_doors)->drain_seconds = 5;
    open_door();
    reactor_add_trigger(reactor, TRIGGER_DURING, note_drained, NULL);
}

static int dial_and_say(const char *text)
{
    int fd = dial();

    say(fd, text);
    settle();
    return fd;
}

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

static void those_who_wait(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait") GET("/2"));
    reactor_stop(reactor);
    let_pass(4.8);
    CHECK_TEXT(notes, "");
    deferred_fire(&doors[0], value_text("in time"));
    CHECK_TEXT(hear(fd), "200 in time");
    CHECK(head_has("Connection: close"));
    CHECK_TEXT(hear(fd), "end");
    CHECK_TEXT(notes, "");
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
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

static void long_polls(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait"));
    reactor_stop(reactor);
    let_pass(5.1);
    CHECK_TEXT(hear(fd), "503 The server ends.");
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&doors[0], value_none());
    serve_end();
}

static void streams(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-writing"));
    reactor_stop(reactor);
    let_pass(5.1);
    CHECK(hear_head(fd));
    *heard = '\0';
    hear_to_end(fd);
    CHECK_TEXT(heard, "3\r\none\r\n");
    hang_up(fd);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&doors[0], value_none());
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

static void stubborn_handlers(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-stubbornly"));
    reactor_stop(reactor);
    let_pass(5.5);
    CHECK_TEXT(notes, "");
    let_pass(0.7);
    CHECK_TEXT(notes, "drained");
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    deferred_fire(&doors[0], value_text("at last"));
    serve_end();
}

static void survivors(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-surviving"));
    hang_up(fd);
    settle();
    reactor_stop(reactor);
    turn();
    CHECK_TEXT(notes, "");
    deferred_fire(&doors[0], value_text("done"));
    CHECK_TEXT(notes, "drained");
    serve_end();
}

static void survivors_who_take_too_long(void)
{
    int fd;

    serve_some();
    fd = dial_and_say(GET("/wait-surviving"));
    hang_up(fd);
    settle();
    reactor_stop(reactor);
    let_pass(5.1);
    CHECK_TEXT(notes, "drained");
    deferred_fire(&doors[0], value_none());
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
    deferred_fire(&doors[0], value_none());
    close(fd);
}

static const UnitTest tests[] = {
    {"without a connection the end is at once, and nobody gets in", nobody},
    {"idle connections are closed", idle_ones},
    {"requests that wait are answered, and the last ones", those_who_wait},
    {"so are those of which a part has come", those_who_are_still_asking},
    {"what waits for too long is cancelled, and a 503", long_polls},
    {"an answer in pieces is cut off then", streams},
    {"a request that is not complete then is dropped", those_who_never_finish},
    {"a slow reader has time for what it reads", slow_readers},
    {"a handler that does not stop is left behind", stubborn_handlers},
    {"handlers that survive their client are waited for", survivors},
    {"but not for ever", survivors_who_take_too_long},
    {"a server may be freed on the way", freed_on_the_way},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
