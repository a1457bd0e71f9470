/* How the server answers with the result of its function returns. */
#include "http_wire.h"

#include <uv.h>

static const BoxType box_type = {"a box", free};

static Value set_headers(Request *request)
{
    CHECK_INT(request_set_header(request, "X-One", "1"), 0);
    CHECK_INT(request_set_header(request, "X-On", "2"), 0);
    CHECK_INT(request_set_header(request, "x-one", "one"), 0);
    CHECK_INT(request_set_header(request, "X-Empty", ""), 0);
    CHECK_INT(request_set_header(request, "X-Tab", "a\tb"), 0);
    CHECK_INT(request_set_header(request, "X Two", "2"), UV_EINVAL);
    CHECK_INT(request_set_header(request, "", "2"), UV_EINVAL);
    CHECK_INT(request_set_header(request, "X-Two", "2\r\nX-3: 3"), UV_EINVAL);
    CHECK_INT(request_set_header(request, "X-Two", "\177"), UV_EINVAL);
    CHECK_INT(request_set_header(request, "content-length", "2"), UV_EINVAL);
    CHECK_INT(request_set_header(request, "Transfer-Encoding", "x"),
              UV_EINVAL);
    CHECK_INT(request_set_header(request, "Connection", "x"), UV_EINVAL);
    CHECK_INT(request_set_header(request, "Date", "x"), UV_EINVAL);
    return value_text("set");
}

static Value set_type(Request *request)
{
    request_set_header(request, "Content-Type", "text/x");
    request_set_header(request, "Content-Type", "text/css");
    return strcmp(request_path(request), "/type-fail") == 0
               ? value_failure(403, "No.")
               : value_text("b {}");
}

static Value with_status(Request *request)
{
    request_set_status(request,
                       atoi(request_path(request) + strlen("/status/")));
    return value_text("text");
}

static Value give(Request *request, void *arg)
{
    const char *path = request_path(request);
    Value one = value_int(1);

    if (strcmp(path, "/text") == 0)
        return value_text("caf\303\251 <b>");
    if (strcmp(path, "/html") == 0)
        return value_html("<b>");
    if (strcmp(path, "/bytes") == 0)
        return value_bytes("\0\1", 2);
    if (strcmp(path, "/int") == 0)
        return one;
    if (strcmp(path, "/list") == 0)
        return value_list(&one, 1);
    if (strcmp(path, "/object") == 0)
        return value_object(&box_type, malloc(1));
    if (strcmp(path, "/deferred") == 0)
        return value_deferred(deferred_succeed(value_text("at last")));
    if (strcmp(path, "/failure") == 0)
        return value_failure(418, "I hold %d cups.", 3);
    if (strcmp(path, "/error") == 0)
        return value_failure(UV_ECONNREFUSED, "a secret");
    if (strcmp(path, "/deferred-failure") == 0)
        return value_deferred(deferred_fail(value_failure(404, "Gone.")));
    if (strcmp(path, "/headers") == 0)
        return set_headers(request);
    if (strncmp(path, "/type", 5) == 0)
        return set_type(request);
    if (strncmp(path, "/status/", 8) == 0)
        return with_status(request);
    return value_none();
}

static void texts(void)
{
    serve(give);
    CHECK_TEXT(get("/text"), "200 caf\303\251 <b>");
    CHECK(head_has("Content-Type: text/plain; charset=utf-8"));
    CHECK(head_has("Content-Length: 9"));
    CHECK(strncmp(heard_head, "HTTP/1.1 200 OK\r\n", 17) == 0);
    CHECK(!strstr(heard_head, "Connection"));
    serve_end();
}

static void html(void)
{
    serve(give);
    CHECK_TEXT(get("/html"), "200 <b>");
    CHECK(head_has("Content-Type: text/html; charset=utf-8"));
    serve_end();
}

static void bytes(void)
{
    serve(give);
    get("/bytes");
    CHECK(memcmp(heard, "200 \0\1", 7) == 0);
    CHECK(head_has("Content-Type: application/octet-stream"));
    CHECK(head_has("Content-Length: 2"));
    serve_end();
}

static void none(void)
{
    serve(give);
    CHECK_TEXT(get("/none"), "200 ");
    CHECK(head_has("Content-Length: 0"));
    CHECK(!strstr(heard_head, "Content-Type"));
    serve_end();
}

static void deferreds(void)
{
    serve(give);
    CHECK_TEXT(get("/deferred"), "200 at last");
    CHECK_TEXT(get("/deferred-failure"), "404 Gone.");
    serve_end();
}

static void failures_with_a_status(void)
{
    serve(give);
    CHECK_TEXT(get("/failure"), "418 I hold 3 cups.");
    CHECK(strncmp(heard_head, "HTTP/1.1 418 I'm a teapot\r\n", 27) == 0);
    CHECK(head_has("Content-Type: text/plain; charset=utf-8"));
    serve_end();
}

static void get_path(void *path)
{
    get(path);
}

static void failures_without(void)
{
    const char *log;

    serve(give);
    log = unit_stderr_of(get_path, "/error");
    CHECK_TEXT(heard, "500 Internal Server Error");
    CHECK_CONTAINS(log, "GET /error: 500: ECONNREFUSED, a secret (");
    CHECK_CONTAINS(log, "test_http_answers.c:");
    serve_end();
}

static void what_is_no_answer(void)
{
    static const char *const kinds[][2] = {
        {"/int",
         "GET /int: 500: a handler returned int, which is not an answer"},
        {"/list", "a handler returned list"},
        {"/object", "a handler returned a box"},
    };

    serve(give);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        CHECK_CONTAINS(unit_stderr_of(get_path, (void *)kinds[i][0]),
                       kinds[i][1]);
        CHECK_TEXT(heard, "500 Internal Server Error");
    }
    serve_end();
}

static void headers(void)
{
    serve(give);
    CHECK_TEXT(get("/headers"), "200 set");
    CHECK(head_has("x-one: one"));
    CHECK(head_has("X-On: 2"));
    CHECK(head_has("X-Empty: "));
    CHECK(head_has("X-Tab: a\tb"));
    CHECK(!strstr(heard_head, "X-One"));
    CHECK(!strstr(heard_head, "X-Two"));
    serve_end();
}

static void types(void)
{
    serve(give);
    CHECK_TEXT(get("/type"), "200 b {}");
    CHECK(head_has("Content-Type: text/css"));
    CHECK(!strstr(heard_head, "text/x"));
    CHECK(!strstr(heard_head, "text/plain"));
    CHECK_TEXT(get("/type-fail"), "403 No.");
    CHECK(head_has("Content-Type: text/plain; charset=utf-8"));
    CHECK(!strstr(heard_head, "text/css"));
    serve_end();
}

static void statuses(void)
{
    serve(give);
    CHECK_TEXT(get("/status/201"), "201 text");
    CHECK(strncmp(heard_head, "HTTP/1.1 201 Created\r\n", 22) == 0);
    CHECK_TEXT(get("/status/299"), "299 text");
    CHECK(strncmp(heard_head, "HTTP/1.1 299 Unknown\r\n", 22) == 0);
    serve_end();
}

static void statuses_without_a_body(void)
{
    int fd;

    serve(give);
    fd = dial();
    say(fd, "GET /status/204 HTTP/1.1\r\nHost: a\r\n\r\n"
            "GET /status/304 HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK_TEXT(hear(fd), "204 ");
    CHECK(!strstr(heard_head, "Content-Length"));
    CHECK_TEXT(hear(fd), "304 ");
    CHECK(!strstr(heard_head, "Content-Length"));
    CHECK(is_open(fd));
    hang_up(fd);
    serve_end();
}

static void set_bad_status(void *status)
{
    char memory[1024];

    request_set_status((Request *)memory, *(int *)status);
}

static void bad_statuses(void)
{
    CHECK_DIES(set_bad_status, &(int){199},
               "request_set_status: 199 is not from 200 to 599");
    CHECK_DIES(set_bad_status, &(int){600}, "600");
}

static void to_head(void)
{
    int fd;

    serve(give);
    fd = dial();
    say(fd, "HEAD /text HTTP/1.1\r\nHost: a\r\n\r\n"
            "HEAD /failure HTTP/1.1\r\nHost: a\r\n\r\n"
            "HEAD /status/204 HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK_TEXT(hear_answer(fd, true), "200 ");
    CHECK(head_has("Content-Length: 9"));
    CHECK_TEXT(hear_answer(fd, true), "418 ");
    CHECK(head_has("Content-Length: 14"));
    CHECK_TEXT(hear_answer(fd, true), "204 ");
    CHECK(!strstr(heard_head, "Content-Length"));
    CHECK(is_open(fd));
    hang_up(fd);
    serve_end();
}

static void dates(void)
{
    int day, year, hour, minute, second;
    char weekday[4], month[4];
    time_t before, after;

    serve(give);
    before = time(NULL);
    get("/text");
    after = time(NULL);
    CHECK_INT(sscanf(strstr(heard_head, "\r\nDate: ") + 8,
                     "%3[a-zA-Z], %d %3[a-zA-Z] %d %d:%d:%d GMT\r\n", weekday,
                     &day, month, &year, &hour, &minute, &second),
              7);
    CHECK(second == gmtime(&before)->tm_sec ||
          second == gmtime(&after)->tm_sec);
    serve_end();
}

static const UnitTest tests[] = {
    {"text is text/plain in UTF-8", texts},
    {"HTML is text/html", html},
    {"bytes are an octet-stream, with a NUL among them", bytes},
    {"none is an empty body without a type", none},
    {"a Deferred that has fired is answered at once", deferreds},
    {"a failure with a status is that status and its message",
     failures_with_a_status},
    {"another failure is a 500 that tells nothing, but on stderr",
     failures_without},
    {"a number, a list or an object is a 500", what_is_no_answer},
    {"fields replace one of the same name, and bad ones are refused", headers},
    {"the type can be set, but not that of a failure", types},
    {"the status can be set", statuses},
    {"204 and 304 have no body and no length", statuses_without_a_body},
    {"a status that is none stops the program", bad_statuses},
    {"HEAD has the length of the body, but no body", to_head},
    {"each answer has the date", dates},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
