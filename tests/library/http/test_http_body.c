/* Tests of common/http/http_body.c and http_extension.c: where a body ends,
   and what may stand between its chunks. */
#include "http_body.h"
#include "nothing_left.h"

static HttpLimits limits = {.head_bytes = 60, .body_bytes = 100};
static Buffer content;
static const char *why;

enum { NOT_DONE = -1 };

/* Reads a body one byte at a time; returns 0 if it ends with the last one, or
   the status of what is wrong with the last one. */
static int read_body(HttpBody body, const char *bytes)
{
    HttpRefusal refusal = {0};
    size_t used;

    for (; *bytes != '\0' && refusal.status == 0; bytes++) {
        CHECK(!http_body_done(&body));
        refusal = http_body_read(&body, bytes, 1, &content, &limits, &used);
        CHECK_INT(used, 1);
    }
    CHECK_TEXT(bytes, "");
    why = refusal.why;
    if (refusal.status != 0)
        return refusal.status;
    return http_body_done(&body) ? 0 : NOT_DONE;
}

static int read_chunks(const char *bytes)
{
    content.length = 0;
    return read_body(http_body_of_chunks(), bytes);
}

static void bodies(void)
{
    HttpBody body = http_body_of_length(3);
    size_t used;

    CHECK_INT(read_body(body, "abc"), 0);
    CHECK_TEXT(content.bytes, "abc");
    CHECK_INT(
        http_body_read(&body, "abcdef", 6, &content, &limits, &used).status,
        0);
    CHECK_INT(used, 3);
    CHECK_TEXT(content.bytes, "abcabc");
    CHECK_INT(read_body(http_body_of_length(4), "abc"), NOT_DONE);
    buffer_free(&content);
}

static void chunks(void)
{
    CHECK_INT(read_chunks("1\r\na\r\n00B\r\nbcdefghijkl\r\n0\r\n\r\n"), 0);
    CHECK_TEXT(content.bytes, "abcdefghijkl");
    CHECK_INT(read_chunks("c\r\nabcdefghijkl\r\n0000\r\nA:\r\nB: c\r\n\r\n"),
              0);
    CHECK_TEXT(content.bytes, "abcdefghijkl");
    CHECK_INT(read_chunks("0\r\nName: value\r\n\r\n"), 0);
    CHECK_INT(read_chunks("0\r\na:\r\n"), NOT_DONE);
    CHECK_INT(read_chunks("1\r\na\r\n"), NOT_DONE);
    CHECK_INT(read_chunks("F\r\n0123456789abcde\r\n"), NOT_DONE);
    buffer_free(&content);
}

static void nothing_is_read_after_a_mistake(void)
{
    HttpBody body = http_body_of_chunks();
    size_t used;

    CHECK_INT(
        http_body_read(&body, "1\ra\r\n", 6, &content, &limits, &used).status,
        400);
    CHECK_INT(used, 3);
    CHECK_INT(content.length, 0);
}

/* Each is refused at its last byte. */
static void check_all(const char *const *table, size_t count, int status)
{
    for (size_t i = 0; i < count; i++)
        if (read_chunks(table[i]) != status)
            CHECK_TEXT(table[i], "refused at its last byte");
    buffer_free(&content);
}

static const char *const bad_framing[] = {
    "g",
    "G",
    "/",
    ":",
    "@",
    "`",
    " ",
    "\r",
    "-",
    "+",
    ";",
    "\n",
    "0x",
    "1\n",
    "1g",
    "1\ra",
    "1\r\r",
    "1\r\nab",
    "1\r\na\n",
    "1\r\na\r\r",
    "1\r\na\r\n\r",
    "0\r\n\n",
    "0\r\n\ra",
    "0\r\n ",
    "0\r\n:",
    "0\r\na ",
    "0\r\na\r",
    "0\r\na:\001",
    "0\r\na:\n",
    "0\r\na: b\ra",
    "0\r\na: b\r\n ",
    "0\r\na: b\177",
};

static void framing(void)
{
    check_all(bad_framing, COUNT(bad_framing), 400);
}

static void good_extensions(void)
{
    static const char *const good[] = {
        "0;a\r\n\r\n",
        "0;a;b\r\n\r\n",
        "0;a=b\r\n\r\n",
        "0;a=b;c=d\r\n\r\n",
        "0 \t;\t a \t=\t b \t;c\r\n\r\n",
        "0;a ;b\r\n\r\n",
        "0;a=\"\"\r\n\r\n",
        "0;a=\"b\";c\r\n\r\n",
        "0;a=\"b\" ;c\r\n\r\n",
        "0;a=\";b = \t(c)\"\r\n\r\n",
        "0;a=\"\\\"\\\\\\b\\ \\;\"\r\n\r\n",
        "0;a=\"\303\251\\\377\"\r\n\r\n",
        "0;!#$%&'*+-.^_`|~9Z=z\r\n\r\n",
    };

    check_all(good, COUNT(good), 0);
}

static void bad_extensions(void)
{
    static const char *const bad[] = {
        "0 \r",         "0\t\r",       "0 1",        "0 =",
        "0;\r",         "0;;",         "0; \r",      "0; ;",
        "0;=",          "0;\"",        "0;a\n",      "0;a(",
        "0;a\"",        "0;a \r",      "0;a b",      "0;a \"",
        "0;a=\r",       "0;a= \r",     "0;a=;",      "0;a==",
        "0;a=(",        "0;a=b\n",     "0;a=b=",     "0;a=b\"",
        "0;a=b \r",     "0;a=b c",     "0;a=b =",    "0;a=\"b\r",
        "0;a=\"b\n",    "0;a=\"\001",  "0;a=\"\\\r", "0;a=\"\\\n",
        "0;a=\"\\\177", "0;a=\"b\"\"", "0;a=\"b\"c", "0;a=\"b\" \r",
        "0;a=\"b\"=",   "0;\303",      "0;a\001",    "0;a=\303",
        "0;a=\\",       "0;a=@",
    };

    check_all(bad, COUNT(bad), 400);
}

/* 60 bytes of zeros, extensions and trailers are allowed, together. */
static void what_does_not_count_as_content_ends(void)
{
    static const char zeros[] = "0000000000000000000000000000000000000000"
                                "0000000000000000000000";
    static const char quoted[] =
        "1;a=\"0123456789012345678901234567890123456789012345678901234567";
    static const char together[] =
        "1;a=\"01234567890123456789012345\"\r\nb\r\n"
        "0\r\nA: 01234567890123456789012345";

    CHECK_INT(read_chunks(zeros), 431);
    CHECK_TEXT(why, "The body's extensions and trailer are too long.");
    CHECK_INT(read_chunks(quoted), 431);
    CHECK_INT(read_chunks(together), 431);
    CHECK_INT(read_chunks("1;a=b\r\nc\r\n2;a=b\r\ncc\r\n3;a=b\r\nccc\r\n"
                          "4;a=b\r\ncccc\r\n0;a=b\r\n\r\n"),
              0);
    buffer_free(&content);
}

static void lengths(void)
{
    CHECK_INT(read_chunks("64\r\n"), NOT_DONE); /* 100 */
    CHECK_INT(read_chunks("65"), 413);
    CHECK_TEXT(why, "The body is too long.");
    CHECK_INT(read_chunks("1\r\na\r\n64"), 413);
    CHECK_INT(read_chunks("1\r\na\r\n63\r\n"), NOT_DONE);
    content.length = 101;
    CHECK_INT(read_body(http_body_of_chunks(), "0"), 413);
    buffer_free(&content);
}

/* The limit is as large as a size can be. */
static void lengths_never_wrap(void)
{
    limits.body_bytes = SIZE_MAX;
    CHECK_INT(read_chunks("10000000000000005"), 413);
    CHECK_INT(read_chunks("00ffffffffffffffff"), NOT_DONE);
    CHECK_INT(read_chunks("ffffffffffffffff0"), 413);
    CHECK_INT(read_chunks("1\r\na\r\nfffffffffffffffe\r\n"), NOT_DONE);
    CHECK_INT(read_chunks("1\r\na\r\nffffffffffffffff"), 413);
    buffer_free(&content);
}

static const UnitTest tests[] = {
    {"a body has a length", bodies},
    {"or comes in chunks, with a trailer perhaps", chunks},
    {"nothing is read after a mistake", nothing_is_read_after_a_mistake},
    {"a byte that is not allowed between chunks is refused", framing},
    {"extensions are names, perhaps with values", good_extensions},
    {"a wrong extension is refused at its first wrong byte", bad_extensions},
    {"zeros, extensions and trailers count, and come to an end",
     what_does_not_count_as_content_ends},
    {"a chunk that would make the content too long is refused", lengths},
    {"the length of a chunk never wraps, whatever the limit",
     lengths_never_wrap},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
