/* Tests of common/http/http_lines.c and http_request_line.c: where a head
   ends, and how soon a wrong one is refused. */
#include "http_lines.h"
#include "nothing_left.h"

static const HttpLimits limits = {
    .line_bytes = 60, .head_bytes = 100, .head_fields = 2};

static HttpLines lines;
static HttpRefusal refusal;

/* Looks at the first length bytes; returns where the head ends, or 0. */
static size_t end_in(char *bytes, size_t length)
{
    size_t end;

    refusal = http_lines_read(&lines, bytes, length, &limits, &end);
    return end;
}

static void the_end_is_found(void)
{
    char request[] = "\r\nGET / HTTP/1.1\r\nA:\tb\t\r\n\r\nmore";

    CHECK_INT(end_in(request, 3), 0);
    CHECK_INT(lines.start, 2);
    CHECK_INT(end_in(request, 26), 0);
    CHECK_INT(lines.fields, 18);
    CHECK_INT(lines.lines, 2);
    CHECK_INT(end_in(request, sizeof request - 1), 27);
    CHECK_INT(refusal.status, 0);
    CHECK(memcmp(request + 18, "A: b \r\n", 7) == 0);
}

/* What a request begins with, and the status that it gets at its last byte,
   but not before. */
typedef struct {
    int status;
    const char *bytes;
} Beginning;

/* Gives the bytes in pieces; returns how many there were at the refusal. */
static size_t refused_at(const char *bytes, size_t piece)
{
    char copy[256];
    size_t length = strlen(bytes), come = 0;

    lines = (HttpLines){0};
    memcpy(copy, bytes, length);
    do {
        come += piece < length - come ? piece : length - come;
        CHECK_INT(end_in(copy, come), 0);
    } while (refusal.status == 0 && come < length);
    return come;
}

static void check_beginnings(const Beginning *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(table[i].bytes);

        for (size_t piece = 1; piece <= length; piece++) {
            size_t at = refused_at(table[i].bytes, piece);

            if (refusal.status != table[i].status || at != length)
                CHECK_TEXT(table[i].bytes, "refused at its last byte");
        }
    }
}

static void other_protocols(void)
{
    static const Beginning table[] = {
        {400, "\x16"}, /* of TLS, which goes on with 03 01 */
        {400, "\x05"}, /* of SOCKS 5 */
        {400, "\x04"}, /* of SOCKS 4 */
        {400, "SSH-2.0-OpenSSH_9.2\r"},
        {400, "hello\r"},
        {400, "EHLO mail.example.org\r"},
        {400, "USER anonymous\r"},
        {400, "DESCRIBE rtsp://a/b R"}, /* TSP/1.0 */
        {400, "PLAY / R"},
        {400, "SOURCE /mount I"}, /* CE/1.0 */
        {400, "INVITE sip:a@b S"},
        {505, "PRI * HTTP/2.0\r\n"},
        {400, "<"},
        {400, "{"},
        {400, "\xff"},
    };

    check_beginnings(table, COUNT(table));
}

static const Beginning no_request_lines[] = {
    {400, "GET\r"},
    {400, "GET\t"},
    {400, "GET  "},
    {400, " "},
    {400, "G@"},
    {400, "GET /\r"},
    {400, "GET /\t"},
    {400, "GET /\n"},
    {400, "GET /  "},
    {400, "GET /\001"},
    {400, "GET /\177"},
    {400, "GET /\303"},
    {400, "GET /#"},
    {400, "GET / HTTX"},
    {400, "GET / h"},
    {400, "GET / HTTPS"},
    {400, "GET / HTTP/x"},
    {400, "GET / HTTP/."},
    {400, "GET / HTTP/1-"},
    {400, "GET / HTTP/11"},
    {400, "GET / HTTP/1.x"},
    {400, "GET / HTTP/1.10"},
    {400, "GET / HTTP/1.:"},
    {400, "GET / HTTP/1./"},
    {400, "GET / HTTP/:"},
    {400, "GET / HTTP//"},
    {400, "GET / HTTP/1.\r"},
    {400, "GET / HTTP/1.1 "},
    {400, "GET / HTTP/1.1\n"},
    {400, "GET / HTTP/1.1\r\r"},
    {400, "GET / HTTP/1.1\rH"},
    {400, "\n"},
    {400, "\rG"},
    {400, "\r\n\n"},
    {400, "\r\n\r\r"},
};

static void lines_that_are_none(void)
{
    check_beginnings(no_request_lines, COUNT(no_request_lines));
}

static void lines_that_are_refused(void)
{
    static const Beginning table[] = {
        {505, "GET / HTTP/0.9\r\n"},
        {505, "GET / HTTP/1.2\r\n"},
        {505, "GET / HTTP/2.0\r\n"},
        {505, "GET / HTTP/9.1\r\n"},
        {501, "CONNECT a:80 HTTP/1.1\r\n"},
        {501, "TRACE / HTTP/1.1\r\n"},
        {400, "GET * HTTP/1.1\r\n"},
        {400, "OPTIONS ** HTTP/1.1\r\n"},
        {400, "GET a HTTP/1.1\r\n"},
        {400, "GET http:///a HTTP/1.1\r\n"},
        {400, "\r\nGET ?a HTTP/1.1\r\n"},
    };

    check_beginnings(table, COUNT(table));
}

static void fields_that_are_none(void)
{
    static const Beginning table[] = {
        {400, "GET / HTTP/1.1\r\n\n"},
        {400, "GET / HTTP/1.1\r\nA: b\n"},
        {400, "GET / HTTP/1.1\r\n A: b\r\n"},
        {400, "GET / HTTP/1.1\r\nA: b\r\n\tc\r\n"},
        {400, "GET / HTTP/1.1\r\n: b\r\n"},
    };

    check_beginnings(table, COUNT(table));
}

/* Limits are 60 bytes a line, 100 a head, and two fields. */
static void what_is_too_long(void)
{
    static const Beginning table[] = {
        {414, "GET /"
              "5678901234567890123456789012345678901234567890123456789x"},
        {431, "GET / HTTP/1.1\r\n"
              "A: 90123456789012345678901234567890123456789"
              "0123456789012345678901234567890123456789x"},
        {431, "GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\n"},
    };

    check_beginnings(table, COUNT(table));
}

/* What is wrong after a limit is not seen any more, however much comes at
   once. */
static void a_limit_comes_first(void)
{
    char line[200], head[200];

    memset(line, 'a', 70);
    memcpy(line, "GET /", 5);
    line[70] = '\001';
    CHECK_INT(end_in(line, 71), 0);
    CHECK_INT(refusal.status, 414);
    memset(head, 'a', 110);
    memcpy(head, "GET / HTTP/1.1\r\nA:", 18);
    head[110] = '\n';
    lines = (HttpLines){0};
    CHECK_INT(end_in(head, 111), 0);
    CHECK_INT(refusal.status, 431);
}

/* llhttp refuses it; there is no value to look for tabs around. */
static void a_tab_in_a_line_without_a_colon_stays(void)
{
    char head[] = "GET / HTTP/1.1\r\nA\tb\r\n\r\n";

    CHECK_INT(end_in(head, sizeof head - 1), sizeof head - 1);
    CHECK_TEXT(head + 16, "A\tb\r\n\r\n");
}

static size_t end_with(char *head, const HttpLimits *these)
{
    size_t end;

    lines = (HttpLines){0};
    refusal = http_lines_read(&lines, head, strlen(head), these, &end);
    return end;
}

static void limits_may_be_as_large_as_can_be(void)
{
    static const HttpLimits none = {.line_bytes = SIZE_MAX,
                                    .head_bytes = SIZE_MAX,
                                    .head_fields = SIZE_MAX};
    char head[] = "\r\nGET / HTTP/1.1\r\nA: b\r\n\r\n";
    size_t end;

    CHECK_INT(end_with(head, &none), sizeof head - 1);
    lines = (HttpLines){0};
    refusal = http_lines_read(&lines, head, (size_t)HTTP_LINES_MOST + 1, &none,
                              &end);
    CHECK_INT(refusal.status, 431);
}

/* A head limit below the limit of the line counts for the line as well. */
static void a_line_is_a_part_of_the_head(void)
{
    static const HttpLimits little = {
        .line_bytes = 100, .head_bytes = 10, .head_fields = 1};
    char whole[] = "GET / HTTP/1.1\r\n\r\n", half[] = "GET / HTTP/";

    CHECK_INT(end_with(whole, &little), 0);
    CHECK_INT(refusal.status, 431);
    CHECK_INT(end_with(half, &little), 0);
    CHECK_INT(refusal.status, 431);
}

static const UnitTest tests[] = {
    {"the end of a head is found, in whatever pieces it comes",
     the_end_is_found},
    {"another protocol is refused at the first byte that tells",
     other_protocols},
    {"so is a line that is not a method, a target and a version",
     lines_that_are_none},
    {"a line that asks for what there is not is refused at its end",
     lines_that_are_refused},
    {"a field that two programs may read differently is refused at its end",
     fields_that_are_none},
    {"a line, a head or a count above its limit is refused", what_is_too_long},
    {"nothing after a limit is looked at", a_limit_comes_first},
    {"a tab in a line without a colon stays",
     a_tab_in_a_line_without_a_colon_stays},
    {"limits may be as large as a size can be",
     limits_may_be_as_large_as_can_be},
    {"the limit of a head is one for its first line too",
     a_line_is_a_part_of_the_head},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
