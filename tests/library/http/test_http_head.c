/* Tests of common/http/http_head.c: the parts of a head, and why it is
   refused. */
#include "read_head.h"

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

static const UnitTest tests[] = {
    {"a head is cut into its parts", parts},
    {"a name may come several times", several_of_a_name},
    {"a head says what kind of request it begins", kinds_of_requests},
    {"a request line that is refused is told why", request_lines},
    {"so is a field that may not be there", fields},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
