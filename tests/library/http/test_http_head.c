/* Tests of common/http/http_head.c, http_framing.c and http_field.c: what a
   head says, and why it is refused. */
#include "http_field.h"
#include "http_framing.h"
#include "http_head.h"
#include "nothing_left.h"

static const HttpLimits limits = {
    .line_bytes = 100,
    .head_bytes = 1000,
    .head_fields = 10,
    .body_bytes = 100,
};

static HttpHead head;
static char text[1024];

/* Reads a head; returns the status and the sentence of what is wrong, or "" */
static const char *read_head(const char *request)
{
    static char answer[128];
    char bytes[1024];
    size_t length = strlen(request), end;
    HttpLines lines = {0};
    HttpRefusal refusal;

    memcpy(bytes, request, length);
    refusal = http_lines_read(&lines, bytes, length, &limits, &end);
    if (refusal.status == 0) {
        CHECK_INT(end, length);
        memcpy(text, bytes + lines.start, length - lines.start);
        head = (HttpHead){.text = text};
        refusal = http_head_read(&head, &lines, &limits);
    }
    if (refusal.status == 0)
        return "";
    snprintf(answer, sizeof answer, "%d %s", refusal.status, refusal.why);
    return answer;
}

static const char *field(const char *name)
{
    uint32_t position = 0;

    return http_head_field(&head, name, &position);
}

static void parts(void)
{
    CHECK_TEXT(read_head("\r\nOPTIONS /a?b HTTP/1.1\r\nHost: c\r\nD:\r\n"
                         "e: \tf \r\n\r\n"),
               "");
    CHECK_TEXT(head.text, "OPTIONS");
    CHECK_TEXT(head.text + head.path, "/a");
    CHECK_TEXT(head.text + head.query, "b");
    CHECK(!head.asterisk && !head.is_head && !head.is_1_0 && head.keep_alive);
    CHECK_TEXT(field("host"), "c");
    CHECK_TEXT(field("d"), "");
    CHECK_TEXT(field("E"), "f");
    CHECK(!field("f"));
}

static void several_of_a_name(void)
{
    uint32_t position = 0;

    CHECK_TEXT(read_head("GET / HTTP/1.0\r\nA: 1\r\nB: 2\r\na: 3\r\n\r\n"),
               "");
    CHECK_TEXT(http_head_field(&head, "A", &position), "1");
    CHECK_TEXT(http_head_field(&head, "A", &position), "3");
    CHECK(!http_head_field(&head, "A", &position));
}

static void kinds_of_requests(void)
{
    CHECK_TEXT(read_head("OPTIONS * HTTP/1.0\r\n\r\n"), "");
    CHECK(head.asterisk && head.is_1_0 && !head.keep_alive);
    CHECK_TEXT(read_head("HEAD http://a?b HTTP/1.1\r\nHost: a\r\n"
                         "Expect: 100-Continue\r\nConnection: close\r\n\r\n"),
               "");
    CHECK_TEXT(head.text + head.path, "/");
    CHECK_TEXT(head.text + head.query, "b");
    CHECK(head.is_head && head.expects_continue && !head.keep_alive);
    CHECK_TEXT(read_head("PUT / HTTP/1.0\r\nConnection: Keep-Alive\r\n"
                         "Content-Length: 7\r\n\r\n"),
               "");
    CHECK(head.keep_alive && head.has_length && head.content_length == 7);
    CHECK_INT(head.query, 0);
}

typedef struct {
    const char *answer;
    const char *request;
} Refused;

static void check_refused(const Refused *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *answer = read_head(table[i].request);

        if (strcmp(answer, table[i].answer) != 0)
            fprintf(stderr, "\"%s\":\n", table[i].request);
        CHECK_TEXT(answer, table[i].answer);
    }
}

static void request_lines(void)
{
    static const char no_line[] =
        "400 The request line is not a method, a target and a version.";
    static const char version[] = "505 This server speaks HTTP/1.1 and 1.0.";
    static const char method[] = "501 This server does not know the method.";
    static const char target[] =
        "400 The target is neither a path nor an http URL.";
    static const Refused table[] = {
        {no_line, "hello\r\n\r\n"},
        {no_line, "GET /\r\n\r\n"},
        {no_line, "GET / RTSP/1.0\r\n\r\n"},
        {no_line, "GET / ICE/1.0\r\n\r\n"},
        {no_line, "GET / http/1.1\r\n\r\n"},
        {"400 A line does not end with CR LF.", "GET / HTTP/1.1\n\n"},
        {version, "GET / HTTP/3.0\r\n\r\n"},
        {"501 CONNECT and TRACE are not supported.",
         "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"501 CONNECT and TRACE are not supported.",
         "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {method, "FOO / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {method, "get / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {method, "DESCRIBE / HTTP/1.0\r\n\r\n"},
        {method, "PRI / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {method, "GETS / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {method, "G / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {method, "CONNECTS / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {target, "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
        {target, "GET http://:80/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    };

    check_refused(table, COUNT(table));
}

#define FIRST "POST / HTTP/1.1\r\nHost: a\r\n"

static void fields(void)
{
    static const char byte[] =
        "400 The request has a byte that is not allowed there.";
    static const char host[] = "400 The Host is not one valid host.";
    static const Refused table[] = {
        {byte, FIRST "A : b\r\n\r\n"},
        {byte, FIRST "A b\r\n\r\n"},
        {byte, FIRST "A: \001\r\n\r\n"},
        {byte, FIRST "A: b\rc\r\n\r\n"},
        {byte, FIRST "A(: b\r\n\r\n"},
        {"400 A line of the head does not begin with a name.",
         FIRST " b\r\n\r\n"},
        {"400 A line does not end with CR LF.", FIRST "A: b\n\r\n"},
        {"400 The Host is missing.", "GET / HTTP/1.1\r\n\r\n"},
        {host, FIRST "Host: a\r\n\r\n"},
        {host, "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"},
        {host, "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"},
        {host, "GET / HTTP/1.1\r\nHost: %\r\n\r\n"},
        {host, "GET / HTTP/1.1\r\nHost: [:::::]\r\n\r\n"},
        {host, "GET / HTTP/1.0\r\nHost: a, b c\r\n\r\n"},
        {"417 The only supported expectation is 100-continue.",
         FIRST "Expect: pie\r\n\r\n"},
    };

    check_refused(table, COUNT(table));
    CHECK_TEXT(read_head("GET / HTTP/1.0\r\nExpect: pie\r\n\r\n"), "");
    CHECK_TEXT(read_head("GET / HTTP/1.1\r\nHost: [v1.x]\r\n\r\n"), "");
}

static void lengths(void)
{
    static const char number[] = "400 The Content-Length is not one number.";
    static const char beside[] =
        "400 There is both a Content-Length and a Transfer-Encoding.";
    static const char too_long[] = "413 The body is too long.";
    static const Refused table[] = {
        {number, FIRST "Content-Length:\r\n\r\n"},
        {number, FIRST "Content-Length: \t \r\nA: b\r\n\r\n"},
        {number, FIRST "Content-Length: +5\r\n\r\n"},
        {number, FIRST "Content-Length: -5\r\n\r\n"},
        {number, FIRST "Content-Length: 5, 5\r\n\r\n"},
        {number, FIRST "Content-Length: 5,5\r\n\r\n"},
        {number, FIRST "Content-Length: 5 5\r\n\r\n"},
        {number, FIRST "Content-Length: 5\t5\r\n\r\n"},
        {number, FIRST "Content-Length: 0x5\r\n\r\n"},
        {number, FIRST "Content-Length: 5.0\r\n\r\n"},
        {number, FIRST "Content-Length: 5;\r\n\r\n"},
        {number, FIRST "Content-Length: \"5\"\r\n\r\n"},
        {number, FIRST "Content-Length: five\r\n\r\n"},
        {number, FIRST "Content-Length: 18446744073709551616x\r\n\r\n"},
        {number, FIRST "Content-Length: 5\r\nContent-Length: 5\r\n\r\n"},
        {number, FIRST "Content-Length: 5\r\ncontent-length: 6\r\n\r\n"},
        {number, FIRST "Content-Length: 5\r\nA:\r\nContent-Length:\r\n\r\n"},
        {too_long, FIRST "Content-Length: 101\r\n\r\n"},
        {too_long, FIRST "Content-Length: 18446744073709551615\r\n\r\n"},
        {too_long, FIRST "Content-Length: 18446744073709551616\r\n\r\n"},
        {too_long, FIRST "Content-Length: 99999999999999999999 \r\n\r\n"},
        {too_long, FIRST "Content-Length:\t018446744073709551617\t\r\n\r\n"},
        {beside, FIRST "Content-Length: 5\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n"},
        {beside, FIRST "Transfer-Encoding: chunked\r\n"
                       "Content-Length: 5\r\n\r\n"},
        {beside, FIRST "Transfer-Encoding: gzip\r\n"
                       "Content-Length: 5\r\n\r\n"},
    };

    check_refused(table, COUNT(table));
    CHECK_TEXT(read_head(FIRST "Content-Length: 100\r\n\r\n"), "");
    CHECK_TEXT(read_head(FIRST "Content-Length: 00000000000000000000000000001"
                               "\r\n\r\n"),
               "");
    CHECK_INT(head.content_length, 1);
}

static void codings(void)
{
    static const char end[] =
        "400 The Transfer-Encoding does not end with chunked.";
    static const char twice[] =
        "400 The Transfer-Encoding has chunked more than once.";
    static const char only[] =
        "501 The only supported Transfer-Encoding is chunked.";
    static const Refused table[] = {
        {end, FIRST "Transfer-Encoding:\r\n\r\n"},
        {end, FIRST "Transfer-Encoding: gzip\r\n\r\n"},
        {end, FIRST "Transfer-Encoding: chunked, gzip\r\n\r\n"},
        {end, FIRST "Transfer-Encoding: chunked,\r\n\r\n"},
        {end, FIRST "Transfer-Encoding: chunked;a=b\r\n\r\n"},
        {end, FIRST "Transfer-Encoding: \"chunked\"\r\n\r\n"},
        {end, FIRST "Transfer-Encoding: xchunked\r\n\r\n"},
        {only, FIRST "Transfer-Encoding: gzip, chunked\r\n\r\n"},
        {twice, FIRST "Transfer-Encoding: chunked, chunked\r\n\r\n"},
        {twice, FIRST "Transfer-Encoding: chunked, gzip, Chunked\r\n\r\n"},
        {twice, FIRST "Transfer-Encoding: chunked\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n"},
        {only, FIRST "Transfer-Encoding: gzip\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n"},
        {"400 HTTP/1.0 has no Transfer-Encoding.",
         "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
    };

    check_refused(table, COUNT(table));
    CHECK_TEXT(read_head(FIRST "Transfer-Encoding: \tChunked \r\n\r\n"), "");
    CHECK(head.chunked);
}

/* The limit is as large as a number can be. */
static void a_length_never_wraps(void)
{
    HttpLimits none = {.body_bytes = SIZE_MAX};
    HttpFraming framing = {0};

    head = (HttpHead){.text = text};
    CHECK_INT(http_framing_read(&framing, &head, "Content-Length", 14,
                                "18446744073709551616", &none)
                  .status,
              413);
    head = (HttpHead){.text = text};
    CHECK_INT(http_framing_read(&framing, &head, "Content-Length", 14,
                                "18446744073709551615", &none)
                  .status,
              0);
    CHECK(head.content_length == UINT64_MAX);
}

static int status_of(const char *name)
{
    HttpFraming framing = {0};

    head = (HttpHead){.text = text};
    return http_framing_read(&framing, &head, name, strlen(name), "-", &limits)
        .status;
}

static void names_are_in_any_case(void)
{
    CHECK_INT(status_of("CONTENT-length"), 400);
    CHECK_INT(status_of("Content-Lengthy"), 0);
    CHECK_INT(status_of("Content_Length"), 0);
    CHECK_INT(status_of("Content\rLength"), 400); /* llhttp refuses it */
}

static void lists(void)
{
    CHECK_INT(http_field_count("close", "close"), 1);
    CHECK_INT(http_field_count("a , CLOSE\t,b", "close"), 1);
    CHECK_INT(http_field_count(",,close,close", "close"), 2);
    CHECK_INT(http_field_count("", "close"), 0);
    CHECK_INT(http_field_count("clos", "close"), 0);
    CHECK_INT(http_field_count("close-d", "close"), 0);
    CHECK_INT(http_field_count("cloze", "close"), 0);
}

static void names_and_values(void)
{
    CHECK(http_field_is_name("X-Name!#$%&'*+.^_`|~9"));
    CHECK(!http_field_is_name(""));
    CHECK(!http_field_is_name("a b") && !http_field_is_name("a:"));
    CHECK(!http_field_is_name("a\377") && !http_field_is_name("a\""));
    CHECK(http_field_is_value("") && http_field_is_value("a\t\"b\" \377"));
    CHECK(!http_field_is_value("\n") && !http_field_is_value("a\177"));
}

static const UnitTest tests[] = {
    {"a head is cut into its parts", parts},
    {"a name may come several times", several_of_a_name},
    {"a head says what kind of request it begins", kinds_of_requests},
    {"a request line that is refused is told why", request_lines},
    {"so is a field that may not be there", fields},
    {"so is a Content-Length that is not one number, or too large", lengths},
    {"so is a Transfer-Encoding that is not just chunked", codings},
    {"a length that does not fit in 64 bits is above any limit",
     a_length_never_wraps},
    {"the names of fields are in any case", names_are_in_any_case},
    {"a list has a token, once or more, or has not", lists},
    {"names are tokens, values have no control characters", names_and_values},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
