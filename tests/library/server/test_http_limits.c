/* What the server refuses because it is too much. */
#include "http_wire.h"

static const char head[] = "POST / HTTP/1.1\r\nHost: a\r\n";

static Value count_body(Request *request, void *arg)
{
    size_t length;

    request_body(request, &length);
    return value_textf("%zu", length);
}

/* A server whose limits are small, but for those that stay. */
static void serve_little(void)
{
    HttpLimits *limits = prepare(count_body);

    limits->line_bytes = 40;
    limits->head_bytes = 100;
    limits->head_fields = 3;
    limits->body_bytes = 10;
    open_door();
}

static const char *repeat(char c, size_t count)
{
    static char text[4096];

    memset(text, c, count);
    text[count] = '\0';
    return text;
}

/* What a client hears who says this with as many c as count in it. */
static const char *ask_with(const char *before, char c, size_t count,
                            const char *after)
{
    Value text = value_textf("%s%s%s", before, repeat(c, count), after);

    ask(as_text(text));
    value_free(text);
    return heard;
}

/* "GET /" and " HTTP/1.1" with CR LF are 16 octets. */
static void request_lines(void)
{
    serve_little();
    CHECK_TEXT(ask_with("GET /", 'x', 24, " HTTP/1.1\r\nHost: a\r\n\r\n"),
               "200 0");
    CHECK_TEXT(ask_with("GET /", 'x', 25, " HTTP/1.1\r\nHost: a\r\n\r\n"),
               "414 The request line is too long.");
    CHECK_TEXT(ask_with("GET /", 'x', 36, ""),
               "414 The request line is too long.");
    serve_end();
}

static void empty_lines_do_not_count_there(void)
{
    serve_little();
    CHECK_TEXT(ask_with("\r\n\r\n\r\n\r\nGET /", 'x', 24,
                        " HTTP/1.1\r\nHost: a\r\n\r\n"),
               "200 0");
    serve_end();
}

/* The octets around the many are 25 + 3 + 4. */
static void heads(void)
{
    serve_little();
    CHECK_TEXT(
        ask_with("GET / HTTP/1.1\r\nHost: a\r\nA: ", 'x', 68, "\r\n\r\n"),
        "200 0");
    CHECK_TEXT(
        ask_with("GET / HTTP/1.1\r\nHost: a\r\nA: ", 'x', 69, "\r\n\r\n"),
        "431 The head is too long.");
    CHECK_TEXT(ask_with("GET / HTTP/1.1\r\nHost: a\r\nA: ", 'x', 80, ""),
               "431 The head is too long.");
    serve_end();
}

static void fields(void)
{
    serve_little();
    CHECK_TEXT(ask("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nA: 2\r\n\r\n"),
               "200 0");
    CHECK_TEXT(ask("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nA: 2\r\nA: 3\r\n"),
               "431 The head has too many fields.");
    serve_end();
}

static void lengths(void)
{
    serve_little();
    CHECK_TEXT(ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n"
                   "0123456789"),
               "200 10");
    CHECK_TEXT(ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n"
                   "\r\n"),
               "413 The body is too long.");
    serve_end();
}

static const char *ask_chunks(const char *chunks)
{
    Value text =
        value_textf("%sTransfer-Encoding: chunked\r\n\r\n%s", head, chunks);

    ask(as_text(text));
    value_free(text);
    return heard;
}

static void chunks(void)
{
    serve_little();
    CHECK_TEXT(ask_chunks("5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n"), "200 10");
    CHECK_TEXT(ask_chunks("5\r\n01234\r\n6\r\n"), "413 The body is too long.");
    CHECK_TEXT(ask_chunks("b\r\n"), "413 The body is too long.");
    serve_end();
}

static void what_could_go_on_for_ever(void)
{
    static const char long_one[] =
        "431 The body's extensions and trailer are too long.";
    char chunk[4200];

    serve_little();
    snprintf(chunk, sizeof chunk, "1;%s", repeat('x', 200));
    CHECK_TEXT(ask_chunks(chunk), long_one);
    snprintf(chunk, sizeof chunk, "1%s", repeat(' ', 200));
    CHECK_TEXT(ask_chunks(chunk), long_one);
    CHECK_TEXT(ask_chunks(repeat('0', 200)), long_one);
    snprintf(chunk, sizeof chunk, "0\r\n%s", repeat('x', 200));
    CHECK_TEXT(ask_chunks(chunk), long_one);
    snprintf(chunk, sizeof chunk, "0\r\nA: %s", repeat('x', 200));
    CHECK_TEXT(ask_chunks(chunk), long_one);
    serve_end();
}

/* All that the client sends after a refusal is taken, so that no reset comes
   before the answer. */
static void refusals_are_heard(void)
{
    int fd;

    serve_little();
    fd = dial();
    say(fd, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n");
    for (int i = 0; i < 1000; i++)
        say(fd, repeat('x', 4000));
    CHECK_TEXT(hear(fd), "413 The body is too long.");
    CHECK(head_has("Connection: close"));
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    CHECK_INT(http_server_connections(server), 0);
    serve_end();
}

static void to_head(void)
{
    int fd;

    serve_little();
    fd = dial();
    say(fd, "HEAD /");
    say(fd, repeat('x', 100));
    CHECK_TEXT(hear_answer(fd, true), "414 ");
    CHECK_TEXT(hear(fd), "end");
    hang_up(fd);
    serve_end();
}

static void sweep(void *unused)
{
    let_pass(1);
}

static void connections(void)
{
    int first, second, third;

    prepare(count_body)->connections = 2;
    open_door();
    first = dial();
    second = dial();
    CHECK(is_open(first) && is_open(second));
    third = dial();
    CHECK_TEXT(hear(third), "503 Too many connections.");
    CHECK_TEXT(hear(third), "end");
    hang_up(third);
    CHECK_CONTAINS(unit_stderr_of(sweep, NULL),
                   "turned 1 connections away: 2 are open");
    CHECK_TEXT(unit_stderr_of(sweep, NULL), "");
    hang_up(first);
    third = dial();
    CHECK(is_open(third));
    hang_up(second);
    hang_up(third);
    serve_end();
}

static const UnitTest tests[] = {
    {"9112 3: a request line may have so many octets, or is a 414",
     request_lines},
    {"empty lines before it do not count for that",
     empty_lines_do_not_count_there},
    {"6585 5: a head may have so many, or is a 431", heads},
    {"6585 5: and so many fields", fields},
    {"9110 15.5.14: a body may be so long, or is a 413", lengths},
    {"9110 15.5.14: also in chunks", chunks},
    {"9112 7.1.1: zeros, extensions and trailers end somewhere",
     what_could_go_on_for_ever},
    {"9112 9.6: a refusal is heard by a client that goes on sending",
     refusals_are_heard},
    {"9110 9.3.2: a refusal of a HEAD that is too long has no body", to_head},
    {"there may be so many connections; another one is told", connections},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
