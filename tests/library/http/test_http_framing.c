/* Tests of common/http/http_framing.c and http_field.c: the fields that say
   how long a request is. */
#include "http_field.h"
#include "http_framing.h"
#include "read_head.h"

static const char not_one_number[] =
    "400 The Content-Length is not one number.";
static const char with_coding[] =
    "400 There is both a Content-Length and a Transfer-Encoding.";
static const char above_limit[] = "413 The body is too long.";

static const Refused bad_lengths[] = {
    {not_one_number, FIRST "Content-Length:\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: \t \r\nA: b\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: +5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: -5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5, 5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5,5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5 5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5\t5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 0x5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5.0\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5;\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: \"5\"\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: five\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 18446744073709551616x\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5\r\nContent-Length: 5\r\n\r\n"},
    {not_one_number, FIRST "Content-Length: 5\r\ncontent-length: 6\r\n\r\n"},
    {not_one_number,
     FIRST "Content-Length: 5\r\nA:\r\nContent-Length:\r\n\r\n"},
    {above_limit, FIRST "Content-Length: 101\r\n\r\n"},
    {above_limit, FIRST "Content-Length: 18446744073709551615\r\n\r\n"},
    {above_limit, FIRST "Content-Length: 18446744073709551616\r\n\r\n"},
    {above_limit, FIRST "Content-Length: 99999999999999999999 \r\n\r\n"},
    {above_limit, FIRST "Content-Length:\t018446744073709551617\t\r\n\r\n"},
    {with_coding, FIRST "Content-Length: 5\r\n"
                        "Transfer-Encoding: chunked\r\n\r\n"},
    {with_coding, FIRST "Transfer-Encoding: chunked\r\n"
                        "Content-Length: 5\r\n\r\n"},
    {with_coding, FIRST "Transfer-Encoding: gzip\r\n"
                        "Content-Length: 5\r\n\r\n"},
};

static void lengths(void)
{
    check_refused(bad_lengths, COUNT(bad_lengths));
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
    {"a Content-Length that is not one number, or too large, is told so",
     lengths},
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
