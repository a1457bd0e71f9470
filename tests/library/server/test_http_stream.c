/* Answers in pieces. */
#include "http_wire.h"
#include "pending.h"

enum { PIECE = 3 * 1024 * 1024 };

static Request *streaming;
static Deferred *done; /* the firing end of the handler's */
static bool writes_at_end;
static char piece[PIECE];

static Value note_written(Value result, void *unused)
{
    note_value("written:", result);
    return value_none();
}

static void write_piece(const char *text)
{
    Deferred *d = request_write(streaming, text, strlen(text));

    deferred_add_both(d, note_written, NULL);
    deferred_ignore(d);
}

static Value note_end(Value result, void *unused)
{
    note_value("end:", result);
    if (writes_at_end)
        write_piece("late");
    return result;
}

static Value stream(Request *request, void *arg)
{
    const char *path = request_path(request);
    Deferred *d;

    if (strcmp(path, "/open") == 0)
        return value_none();
    if (strcmp(path, "/at-once") == 0) {
        deferred_ignore(request_write(request, "abc", 3));
        deferred_ignore(request_write(request, "", 0));
        deferred_ignore(request_write(request, "defghijklmnopqr", 15));
        return value_text("s");
    }
    streaming = request;
    done = d = deferred_new();
    deferred_add_both(d, note_end, NULL);
    return value_deferred(d);
}

static void write_much(void)
{
    Deferred *d = request_write(streaming, piece, PIECE);

    deferred_add_both(d, note_written, NULL);
    deferred_ignore(d);
}

/* A client who has asked for /, and perhaps for more. */
static int begin_with(const char *text)
{
    int fd;

    memset(piece, 'x', PIECE);
    serve(stream);
    fd = dial_with_room(4096);
    say(fd, text);
    while (!streaming)
        turn();
    return fd;
}

static int begin(void)
{
    return begin_with("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
}

static void finish(int fd)
{
    hang_up(fd);
    settle();
    serve_end();
}

static void in_chunks(void)
{
    int fd = begin();

    write_piece("one,");
    CHECK_TEXT(notes, "written:none");
    CHECK(hear_head(fd));
    CHECK(head_has("Transfer-Encoding: chunked"));
    CHECK(!strstr(heard_head, "Content-Length"));
    while (!find(&inbox[fd], "4\r\none,\r\n"))
        listen_on(fd);
    write_piece("two");
    deferred_fire(&done, value_text("!"));
    *heard = '\0';
    hear_chunks(fd);
    CHECK_TEXT(heard, "one,two!");
    CHECK(is_open(fd));
    finish(fd);
}

static void at_once(void)
{
    serve(stream);
    CHECK_TEXT(get("/at-once"), "200 abcdefghijklmnopqrs");
    CHECK(head_has("Content-Type: text/plain; charset=utf-8"));
    serve_end();
}

static void ends_with_nothing(void)
{
    int fd = begin();

    request_set_header(streaming, "Content-Type", "text/x");
    request_set_status(streaming, 202);
    write_piece("one");
    CHECK_INT(request_set_header(streaming, "X-Late", "1"), 0);
    deferred_fire(&done, value_none());
    CHECK_TEXT(hear(fd), "202 one");
    CHECK(head_has("Content-Type: text/x"));
    CHECK(!strstr(heard_head, "X-Late"));
    CHECK(is_open(fd));
    finish(fd);
}

static void http_1_0(void)
{
    int fd = begin_with("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

    write_piece("one,");
    write_piece("two");
    deferred_fire(&done, value_text("!"));
    CHECK_TEXT(hear(fd), "200 one,two!");
    CHECK(head_has("Connection: close"));
    CHECK(!strstr(heard_head, "Transfer-Encoding"));
    finish(fd);
}

static void to_head(void)
{
    int fd = begin_with("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");

    write_piece("one");
    deferred_fire(&done, value_text("!"));
    CHECK_TEXT(hear_answer(fd, true), "200 ");
    CHECK(is_open(fd));
    finish(fd);
}

static void slow_clients(void)
{
    int fd = begin();

    write_much();
    write_piece("second");
    CHECK_TEXT(notes, "");
    CHECK(hear_head(fd));
    while (!strstr(notes, "none written:none"))
        CHECK(listen_on(fd));
    CHECK_TEXT(notes, "written:none written:none");
    write_piece("third");
    deferred_fire(&done, value_none());
    *heard = '\0';
    hear_chunks(fd);
    CHECK_INT(strlen(heard), PIECE + 11);
    CHECK_TEXT(heard + PIECE, "secondthird");
    finish(fd);
}

static void write_next(Value none, void *unused)
{
    write_piece("next");
    deferred_fire(&done, value_none());
}

static void from_a_callback(void)
{
    int fd = begin();
    Deferred *d = request_write(streaming, piece, PIECE);

    deferred_deliver(d, write_next, NULL);
    CHECK_INT(strlen(hear(fd)), PIECE + 8);
    CHECK_TEXT(heard + PIECE + 4, "next");
    CHECK(is_open(fd));
    finish(fd);
}

static void done_before_it_is_written(void)
{
    int fd = begin();

    write_much();
    deferred_fire(&done, value_text("!"));
    CHECK_TEXT(notes, "end:! written:none");
    CHECK_INT(strlen(hear(fd)), PIECE + 5);
    CHECK(is_open(fd));
    finish(fd);
}

static void clients_that_leave(void)
{
    int fd = begin();

    write_much();
    hang_up(fd);
    settle();
    CHECK_TEXT(notes, "written:ECANCELED end:ECANCELED");
    deferred_fire(&done, value_none());
    serve_end();
}

static void writing_to_nobody(void)
{
    int fd = begin();

    writes_at_end = true;
    hang_up(fd);
    settle();
    CHECK_TEXT(notes, "end:ECANCELED written:ECANCELED");
    deferred_fire(&done, value_none());
    serve_end();
}

/* What the server finds out only as it writes. */
static void resets_while_writing(void)
{
    int fd = begin();
    struct linger now = {.l_onoff = 1};

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
    for (int i = 0; i < 100 && !strstr(notes, "ECANCELED"); i++)
        write_much();
    settle();
    CHECK_CONTAINS(notes, "end:ECANCELED");
    CHECK_INT(http_server_connections(server), 0);
    deferred_fire(&done, value_none());
    serve_end();
}

static void end_with(void *value)
{
    deferred_fire(&done, *(Value *)value);
}

static void check_cut_off(Value end, const char *log)
{
    int fd = begin();

    write_piece("one");
    CHECK_CONTAINS(unit_stderr_of(end_with, &end), log);
    CHECK(hear_head(fd));
    hear_to_end(fd);
    CHECK(strstr(heard, "one"));
    CHECK(!strstr(heard, "\r\n0\r\n"));
    finish(fd);
}

static void failures_cut_it_off(void)
{
    check_cut_off(value_failure(UV_EIO, "no more"), "/: EIO, no more (");
}

static void numbers_cut_it_off(void)
{
    check_cut_off(value_int(1), "GET /: a handler returned int, which is not "
                                "an answer");
}

static const UnitTest tests[] = {
    {"9112 7.1: pieces are chunks, sent at once", in_chunks},
    {"a handler can write and be done at once", at_once},
    {"the end may add nothing, and the head is the first piece's",
     ends_with_nothing},
    {"9112 7.1: HTTP/1.0 has no chunks, its body ends with the connection",
     http_1_0},
    {"HEAD gets the head", to_head},
    {"a slow client makes the pieces wait", slow_clients},
    {"the next piece may be written when the last one is gone",
     from_a_callback},
    {"the answer may be done before a piece is gone",
     done_before_it_is_written},
    {"a client that leaves cancels pieces and handler", clients_that_leave},
    {"nothing can be written to one that has left", writing_to_nobody},
    {"a reset is found by writing", resets_while_writing},
    {"9112 8: a failure cuts the answer off", failures_cut_it_off},
    {"so does a result that is not an answer", numbers_cut_it_off},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
