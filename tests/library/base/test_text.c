/* Tests of common/base/text.c and text_percent.c: case, escapes, UTF-8 and
   percent-encoding. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "text.h"

#include "keep.h"
#include "unit.h"

#include <dlfcn.h>
#include <locale.h>
#include <uv.h>

static bool no_locales;

/* Stands before the C library's own, so that a test can do without. */
locale_t newlocale(int mask, const char *name, locale_t base)
{
    locale_t (*original)(int, const char *, locale_t);

    *(void **)&original = dlsym(RTLD_NEXT, "newlocale");
    return no_locales ? (locale_t)0 : original(mask, name, base);
}

static void upper_maps_ascii(void)
{
    CHECK_TEXT(text_upper("hello, World 7"), "HELLO, WORLD 7");
    CHECK_TEXT(text_upper(""), "");
}

static void upper_maps_all_of_unicode(void)
{
    CHECK_TEXT(text_upper("é"), "É");
    CHECK_TEXT(text_upper("ñandú ærø žluťoučký"), "ÑANDÚ ÆRØ ŽLUŤOUČKÝ");
    CHECK_TEXT(text_upper("привет, γειά"), "ПРИВЕТ, ΓΕΙΆ");
    CHECK_TEXT(text_upper("日本 ☃ 😀"), "日本 ☃ 😀");
    CHECK_TEXT(text_upper("𐐨"), "𐐀"); /* four octets each */
    CHECK_TEXT(text_upper("ÿ"), "Ÿ");
}

static void upper_is_the_simple_mapping(void)
{
    CHECK_TEXT(text_upper("straße"), "STRAßE");
    CHECK_TEXT(text_upper("ﬁ"), "ﬁ");
}

static void upper_makes_room_for_longer_capitals(void)
{
    /* U+0250 has two octets, its capital U+2C6F three. */
    CHECK_TEXT(text_upper("ɐɐɐɐɐɐɐɐ"), "ⱯⱯⱯⱯⱯⱯⱯⱯ");
    /* and U+0131, two octets, becomes one. */
    CHECK_TEXT(text_upper("ı"), "I");
}

static void upper_keeps_what_has_no_capital(void)
{
    /* The first and the last character of each length. */
    const char *edges = "\x7f \xc2\x80 \xdf\xbf \xe0\xa0\x80 \xef\xbf\xbf "
                        "\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf";

    CHECK_TEXT(text_upper(edges), edges);
}

static void upper_keeps_what_is_not_utf8(void)
{
    CHECK_TEXT(text_upper("a\xff"
                          "b\xc3"),
               "A\xff"
               "B\xc3");
}

static void upper_needs_no_locale_of_the_user(void)
{
    setenv("LC_ALL", "POSIX", 1);
    setenv("LANG", "POSIX", 1);
    setlocale(LC_ALL, "");
    CHECK_TEXT(text_upper("é"), "É");
    unsetenv("LC_ALL");
    unsetenv("LANG");
    CHECK_TEXT(text_upper("éi"), "ÉI");
}

static void call_upper(void *arg)
{
    text_upper("x");
}

static void upper_says_that_there_is_no_locale(void)
{
    no_locales = true;
    CHECK_DIES(call_upper, NULL,
               "text_upper: this system has neither of the locales C.UTF-8 "
               "and en_US.UTF-8, which know the capital letters");
}

static void escape_names_what_html_does_not_take(void)
{
    CHECK_TEXT(text_escape("<a href=\"x\">Tom & 'Jerry'</a>"),
               "&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Jerry&#39;"
               "&lt;/a&gt;");
    CHECK_TEXT(text_escape("\"\"\"\""), "&quot;&quot;&quot;&quot;");
    CHECK_TEXT(text_escape("é ☃"), "é ☃");
    CHECK_TEXT(text_escape(""), "");
}

static void what_is_kept_ends_with_its_callback(void)
{
    Kept *mark = keep_begin();

    CHECK_TEXT(text_upper(text_escape("a&b")), "A&AMP;B");
    CHECK(keep_begin() != mark);
    keep_end(mark);
    CHECK(keep_begin() == mark);
}

static bool is_utf8(const char *bytes)
{
    return text_is_utf8(bytes, strlen(bytes));
}

static void utf8_takes_what_is_well_formed(void)
{
    CHECK(is_utf8(""));
    CHECK(is_utf8("plain"));
    CHECK(text_is_utf8("a\0b", 3));
    CHECK(is_utf8("\xc2\x80 \xdf\xbf"));
    CHECK(is_utf8("\xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf"));
    CHECK(is_utf8("\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf"));
}

static void utf8_refuses_what_is_not(void)
{
    static const char *const bad[] = {
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf", /* overlong, two octets */
        "\xe0\x80\x80",
        "\xe0\x9f\xbf", /* three */
        "\xf0\x80\x80\x80",
        "\xf0\x8f\xbf\xbf", /* four */
        "\xed\xa0\x80",
        "\xed\xbf\xbf", /* surrogates */
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80", /* above U+10FFFF */
        "\xf8\x88\x80\x80\x80",
        "\xfe",
        "\xff",
        "\xc3",
        "\xe2\x82",
        "\xf0\x9f\x98", /* cut off */
        "\xc3"
        "a",
        "\xe2\x82"
        "a",
        "\xe2"
        "aa",
        "\xf0\x9f\x98"
        "a",
    };

    for (size_t i = 0; i < COUNT(bad); i++)
        if (is_utf8(bad[i]))
            CHECK_TEXT(bad[i], "refused");
    CHECK(!text_is_utf8("\xc3\xa9", 1));
}

static void length_counts_characters(void)
{
    CHECK_INT(text_length(""), 0);
    CHECK_INT(text_length("aé☃😀"), 4);
}

/* Decodes, and checks the result. */
static void check_decoded(const char *encoded, const char *want)
{
    char decoded[64];
    int length = text_percent_decode(encoded, strlen(encoded), decoded);

    CHECK_TEXT(decoded, want);
    CHECK_INT(length, strlen(want));
}

static void decode_reads_escapes(void)
{
    check_decoded("", "");
    check_decoded("plain+~", "plain+~");
    check_decoded("%41%7a%2F%2f%25", "Az//%");
    check_decoded("%C3%A9%e2%98%83", "é☃");
    check_decoded("é%c3%a9", "éé");
    check_decoded("%2541", "%41");
}

static void decode_refuses(void)
{
    static const char *const bad[] = {
        "%",         "%4",     "a%4", "%%",    "%g1", "%1g", "%-1",  "% 1",
        "%4%41",     "%\3031", "%00", "a%00b", "%ff", "%C3", "%C3x", "\xff",
        "%ED%A0%80", "%:0",    "%@0", "%G0",   "%`0", "%/0",
    };
    char decoded[64];

    for (size_t i = 0; i < COUNT(bad); i++)
        if (text_percent_decode(bad[i], strlen(bad[i]), decoded) != UV_EINVAL)
            CHECK_TEXT(bad[i], "refused");
    CHECK_INT(text_percent_decode("a\0b", 3, decoded), UV_EINVAL);
}

static void decode_reads_no_further_than_told(void)
{
    char decoded[8];

    CHECK_INT(text_percent_decode("a%41", 3, decoded), UV_EINVAL);
    CHECK_INT(text_percent_decode("a%41", 1, decoded), 1);
    CHECK_TEXT(decoded, "a");
}

static void encode_keeps_the_unreserved(void)
{
    CHECK_TEXT(text_percent_encode("azAZ09-._~"), "azAZ09-._~");
    CHECK_TEXT(text_percent_encode("a/b c+?&=%#@[`{"),
               "a%2Fb%20c%2B%3F%26%3D%25%23%40%5B%60%7B");
    CHECK_TEXT(text_percent_encode("é"), "%C3%A9");
    CHECK_TEXT(text_percent_encode(""), "");
}

static void encode_and_decode_are_inverse(void)
{
    char text[2] = "", decoded[8];

    for (int octet = 1; octet < 128; octet++) {
        const char *encoded;

        text[0] = (char)octet;
        encoded = text_percent_encode(text);
        CHECK_INT(text_percent_decode(encoded, strlen(encoded), decoded), 1);
        CHECK_TEXT(decoded, text);
    }
}

static const UnitTest tests[] = {
    {"upper maps ASCII", upper_maps_ascii},
    {"upper maps all of Unicode", upper_maps_all_of_unicode},
    {"upper is the simple mapping (rule A13)", upper_is_the_simple_mapping},
    {"upper makes room for capitals that are longer",
     upper_makes_room_for_longer_capitals},
    {"upper keeps characters without a capital",
     upper_keeps_what_has_no_capital},
    {"upper keeps bytes that are not UTF-8", upper_keeps_what_is_not_utf8},
    {"upper needs no locale of the user", upper_needs_no_locale_of_the_user},
    {"upper says that the system has no UTF-8 locale",
     upper_says_that_there_is_no_locale},
    {"escape replaces the characters that HTML reserves",
     escape_names_what_html_does_not_take},
    {"a text that is kept ends with its callback",
     what_is_kept_ends_with_its_callback},
    {"well-formed UTF-8 is taken", utf8_takes_what_is_well_formed},
    {"any other UTF-8 is refused", utf8_refuses_what_is_not},
    {"length counts characters", length_counts_characters},
    {"percent-decoding reads escapes", decode_reads_escapes},
    {"percent-decoding refuses bad escapes, NUL and invalid UTF-8",
     decode_refuses},
    {"percent-decoding reads no byte after the length",
     decode_reads_no_further_than_told},
    {"percent-encoding keeps the unreserved", encode_keeps_the_unreserved},
    {"percent-encoding and decoding are inverse",
     encode_and_decode_are_inverse},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
