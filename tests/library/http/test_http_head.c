/* The pure functions that look at a request: scan, head, meaning, field,
   body, one by one. What they do together is in test_http_conformance.c. */
#include "http_body.h"
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
static HttpLines scan;
static char octets[1024];
static char text[1024];

static HttpRefusal refusal;

/* Where the head ends in the first length octets, or 0. */
static size_t scanned(char *bytes, size_t length)
{
    size_t end;

    refusal = http_lines_read(&scan, bytes, length, &limits, &end);
    return end;
}

/* Scans and reads a head; returns the status. */
static int read_head(const char *request)
{
    size_t length = strlen(request);
    scan = (HttpLines){0};
    head = (HttpHead){.text = text};
    memcpy(octets, request, length);
    CHECK_INT(scanned(octets, length), length);
    memcpy(text, octets + scan.start, length - scan.start);
    return http_head_read(&head, &scan, &limits).status;
}

static const char *field(const char *name)
{
    uint32_t position = 0;

    return http_head_field(&head, name, &position);
}

static void scans(void)
{
    char request[] = "\r\nGET / HTTP/1.1\r\nA:\tb\t\r\n\r\nmore";

    CHECK_INT(scanned(request, 3), 0);
    CHECK_INT(scan.start, 2);
    CHECK_INT(scanned(request, 26), 0);
    CHECK_INT(scan.fields, 18);
    CHECK_INT(scan.lines, 2);
    CHECK_INT(scanned(request, sizeof request - 1), 27);
    CHECK_INT(refusal.status, 0);
    CHECK(memcmp(request + 18, "A: b \r\n", 7) == 0);
}

static void scans_refuse(void)
{
    char no_cr[] = "GET / HTTP/1.1\n", only_lf[] = "\n",
         folded[] = "A\r\n b\r\n";

    CHECK_INT(scanned(no_cr, 15), 0);
    CHECK_INT(refusal.status, 400);
    scan = (HttpLines){0};
    CHECK_INT(scanned(only_lf, 1), 0);
    CHECK_INT(refusal.status, 400);
    scan = (HttpLines){0};
    CHECK_INT(scanned(folded, 7), 0);
    CHECK_INT(refusal.status, 400);
}

static void parts(void)
{
    CHECK_INT(read_head("OPTIONS /a?b HTTP/1.1\r\nHost: c\r\nD:\r\ne: f \r\n"
                        "\r\n"),
              0);
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

    CHECK_INT(read_head("GET / HTTP/1.0\r\nA: 1\r\nB: 2\r\na: 3\r\n\r\n"), 0);
    CHECK_TEXT(http_head_field(&head, "A", &position), "1");
    CHECK_TEXT(http_head_field(&head, "A", &position), "3");
    CHECK(!http_head_field(&head, "A", &position));
}

static void lines(void)
{
    static const char *const bad[] = {
        "GET / HTTP/a.1\r\n\r\n",
        "GET / HTTP/1.a\r\n\r\n",
        "GET / HTTP/:.1\r\n\r\n",
        "GET / HTTP/1.:\r\n\r\n",
        "GET / HTTP//.1\r\n\r\n",
        "GET / HTTP/1./\r\n\r\n",
        "GET / HTTP/1,1\r\n\r\n",
        "GET / HTTX/1.1\r\n\r\n",
        "GET /\r\n\r\n",
        "A\r\n\r\n",
        "GET\r\n\r\n",
        "G@T / HTTP/1.1\r\n\r\n",
        "GET  / HTTP/1.0\r\n\r\n",
        "GET /  HTTP/1.0\r\n\r\n",
        "PRI * HTTP/1.1\r\n\r\n",
    };

    for (size_t i = 0; i < COUNT(bad); i++) {
        int status = read_head(bad[i]);

        if (status != 400)
            CHECK_TEXT(bad[i], "a 400");
    }
    CHECK_INT(read_head("GET / HTTP/2.0\r\n\r\n"), 505);
    CHECK_INT(read_head("GET / HTTP/0.9\r\n\r\n"), 505);
    CHECK_INT(read_head("GET / HTTP/1.9\r\n\r\n"), 505);
    CHECK_INT(read_head("DESCRIBE / HTTP/1.0\r\n\r\n"), 501);
    CHECK_INT(read_head("OPTIONS * HTTP/1.0\r\n\r\n"), 0);
    CHECK(head.asterisk);
    CHECK_INT(read_head("OPTIONS ** HTTP/1.0\r\n\r\n"), 400);
}

static void lists(void)
{
    CHECK(http_field_has("close", "close"));
    CHECK(http_field_has("a , CLOSE\t,b", "close"));
    CHECK(http_field_has(",,close", "close"));
    CHECK(!http_field_has("", "close"));
    CHECK(!http_field_has("clos", "close"));
    CHECK(!http_field_has("close-d", "close"));
    CHECK(!http_field_has("cloze", "close"));
}

static void hosts(void)
{
    static const char *const good[] = {
        "",          "a",   "a.b-c_d~e", "a:",        "a:80",  ":80",
        "127.0.0.1", "%41", "[::1]",     "[v1.a]:80", "[::1]:"};
    static const char *const bad[] = {
        " ", "a b", "a@b",  "a/b",     "a?b", "a#b", "a:b", "a:80x",
        "[", "[]",  "[::1", "[::1]80", "[g]", "a[",  "\"",  "a:80:80"};

    for (size_t i = 0; i < COUNT(good); i++)
        CHECK_TEXT(http_field_is_host(good[i]) ? "good" : good[i], "good");
    for (size_t i = 0; i < COUNT(bad); i++)
        CHECK_TEXT(http_field_is_host(bad[i]) ? bad[i] : "bad", "bad");
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

static int meaning_of(const char *name, const char *value)
{
    HttpFraming meaning = {0};

    head = (HttpHead){.text = text};
    return http_framing_read(&meaning, &head, name, strlen(name), value,
                             &limits)
        .status;
}

static void lengths(void)
{
    CHECK_INT(meaning_of("Content-Length", "100"), 0);
    CHECK_INT(head.content_length, 100);
    CHECK_INT(meaning_of("CONTENT-LENGTH", "000"), 0);
    CHECK(head.has_length);
    CHECK_INT(http_framing_read(&(HttpFraming){0}, &head, "Content-Length", 14,
                                "0", &limits)
                  .status,
              400);
    CHECK_INT(meaning_of("Content-Length", "101"), 413);
    CHECK_INT(meaning_of("Content-Length", "99999999999999999999"), 413);
    CHECK_INT(meaning_of("Content-Length", ""), 400);
    CHECK_INT(meaning_of("Content-Length", "1 1"), 400);
    CHECK_INT(meaning_of("Content-Length", "-1"), 400);
    CHECK_INT(meaning_of("Content-Lengthy", "-1"), 0);
    CHECK_INT(meaning_of("Content_Length", "-1"), 0);
    CHECK_INT(meaning_of("Content\rLength", "-1"), 400);
}

/* One octet at a time; returns the status, or 0 if the body is done. */
static int read_body(HttpBody body, const char *bytes, Buffer *content)
{
    size_t used;

    for (; *bytes != '\0'; bytes++) {
        CHECK(!http_body_done(&body));
        refusal = http_body_read(&body, bytes, 1, content, &limits, &used);
        CHECK_INT(used, 1);
        if (refusal.status != 0)
            return refusal.status;
    }
    return http_body_done(&body) ? 0 : -1;
}

static void bodies(void)
{
    Buffer content = {0};

    CHECK_INT(read_body(http_body_of_length(3), "abc", &content), 0);
    CHECK_TEXT(content.bytes, "abc");
    CHECK_INT(read_body(http_body_of_chunks(), "1\t;x\r\nd\r\n0 \t;\r\n\r\n",
                        &content),
              0);
    CHECK_TEXT(content.bytes, "abcd");
    CHECK_INT(read_body(http_body_of_chunks(), "0\r\na:\r\n", &content), -1);
    CHECK_INT(read_body(http_body_of_chunks(), "0\t\r", &content), 400);
    CHECK_INT(read_body(http_body_of_chunks(), "g", &content), 400);
    CHECK_INT(read_body(http_body_of_chunks(), "G", &content), 400);
    CHECK_INT(read_body(http_body_of_chunks(), "/", &content), 400);
    CHECK_INT(read_body(http_body_of_chunks(), "@", &content), 400);
    CHECK_INT(read_body(http_body_of_chunks(), "`", &content), 400);
    CHECK_INT(read_body(http_body_of_chunks(), ":", &content), 400);
    buffer_free(&content);
}

static const UnitTest tests[] = {
    {"a scan finds the end, whatever has come", scans},
    {"a scan refuses lines that two programs may read differently",
     scans_refuse},
    {"a head is cut into its parts", parts},
    {"a name may come several times", several_of_a_name},
    {"request lines that are none", lines},
    {"a list has a token or has not", lists},
    {"what is a host and what is none", hosts},
    {"what may be a name and a value", names_and_values},
    {"what is a Content-Length and what is none", lengths},
    {"bodies, octet by octet", bodies},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
