/* What a handler is told about a request. */
#include "http_wire.h"

static const char *asked_for;

static const char *or_null(const char *text)
{
    return text ? text : "NULL";
}

static Value tell(Request *request, void *arg)
{
    const char *path = request_path(request);
    size_t length;
    const char *body = request_body(request, &length);

    if (strcmp(path, "/query") == 0)
        return value_text(or_null(request_query(request, asked_for)));
    if (strcmp(path, "/header") == 0)
        return value_text(or_null(request_header(request, asked_for)));
    if (strcmp(path, "/body") == 0)
        return value_textf("%zu %zu", length, strlen(body));
    return value_textf("%s %s %s", request_method(request), path,
                       or_null(request_query_string(request)));
}

static void check_query(const char *query, const char *name,
                        const char *wanted)
{
    Value target = value_textf("/query%s", query);
    Value answer = value_textf("200 %s", wanted);

    asked_for = name;
    CHECK_TEXT(get(as_text(target)), as_text(answer));
    value_free(target);
    value_free(answer);
}

static void queries(void)
{
    serve(tell);
    check_query("", "a", "NULL");
    check_query("?", "a", "NULL");
    check_query("?a=1", "a", "1");
    check_query("?a=1", "b", "NULL");
    check_query("?aa=1&a=2&a=3", "a", "2");
    check_query("?a", "a", "");
    check_query("?a=", "a", "");
    check_query("?b&a&c", "a", "");
    check_query("?&&a=1&", "a", "1");
    check_query("?a=b=c", "a", "b=c");
    check_query("?a=1+2%2B3%26", "a", "1 2+3&");
    check_query("?%61%20b=1", "a b", "1");
    check_query("?a+b=1", "a b", "1");
    check_query("?=1", "", "1");
    check_query("?a=%C3%A9", "a", "\303\251");
    serve_end();
}

static void bad_queries(void)
{
    serve(tell);
    check_query("?a=%", "a", "NULL");
    check_query("?a=%4", "a", "NULL");
    check_query("?a=%zz", "a", "NULL");
    check_query("?a=%00", "a", "NULL");
    check_query("?a=%ff", "a", "NULL");
    check_query("?%zz=1&a=2", "a", "2");
    serve_end();
}

static void check_header(const char *name, const char *wanted)
{
    Value answer = value_textf("200 %s", wanted);

    asked_for = name;
    CHECK_TEXT(ask("GET /header HTTP/1.1\r\nHost:a\r\nOne: 1\r\nEmpty:\r\n"
                   "Many:a \r\nTab:\t b\tc \t\r\nmany: b, c\r\nMANY:d\r\n"
                   "\r\n"),
               as_text(answer));
    value_free(answer);
}

static void headers(void)
{
    serve(tell);
    check_header("Host", "a");
    check_header("one", "1");
    check_header("ONE", "1");
    check_header("Empty", "");
    check_header("Many", "a, b, c, d");
    check_header("Tab", "b\tc");
    check_header("On", "NULL");
    check_header("One ", "NULL");
    check_header("GET", "NULL");
    serve_end();
}

static void no_fields(void)
{
    serve(tell);
    asked_for = "Host";
    CHECK_TEXT(ask("GET /header HTTP/1.0\r\n\r\n"), "200 NULL");
    serve_end();
}

static void lines(void)
{
    serve(tell);
    CHECK_TEXT(get("/a%2Fb/%C3%A9"), "200 GET /a%2Fb/%C3%A9 NULL");
    CHECK_TEXT(get("//a?b?c"), "200 GET //a b?c");
    CHECK_TEXT(get("http://b:80/c?d"), "200 GET /c d");
    CHECK_TEXT(get("http://b"), "200 GET / NULL");
    CHECK_TEXT(ask("PATCH /a HTTP/1.1\r\nHost: a\r\n\r\n"),
               "200 PATCH /a NULL");
    serve_end();
}

static void bodies(void)
{
    static const char text[] = "POST /body HTTP/1.1\r\nHost: a\r\n"
                               "Content-Length: 5\r\n\r\nab\0cd";
    int fd;

    serve(tell);
    fd = dial();
    say_octets(fd, text, sizeof text - 1);
    CHECK_TEXT(hear(fd), "200 5 2");
    hang_up(fd);
    CHECK_TEXT(get("/body"), "200 0 0");
    serve_end();
}

static const UnitTest tests[] = {
    {"the first value of a name in the query, decoded", queries},
    {"a query that cannot be decoded is not there", bad_queries},
    {"a field by its name in any case, several joined", headers},
    {"a request may have no fields", no_fields},
    {"method, path and query are as they were sent", lines},
    {"a body has a length, and a NUL behind it", bodies},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
