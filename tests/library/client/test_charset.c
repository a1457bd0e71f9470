/* Charset: each label of the Encoding Standard, and what is made of bytes. */
#include "charset.h"

#include "charset_inside.h"
#include "keep.h"
#include "unit.h"

#include <iconv.h>

static const char *decoded(const char *charset, const char *bytes)
{
    return as_text(keep(charset_decode(charset, bytes, strlen(bytes))));
}

typedef struct {
    const char *label;
    const char *bytes;
    const char *text;
} Sample;

static const Sample samples[] = {
    {"utf8", "\xC3\xA9", "\xC3\xA9"},
    {"unicode-1-1-utf-8", "\xC3\xA9", "\xC3\xA9"},
    {"ascii", "a", "a"},
    {"us-ascii", "\xE9", "\xC3\xA9"},
    {"ISO8859-1", "\xE9", "\xC3\xA9"},
    {"iso_8859-1", "\xE9", "\xC3\xA9"},
    {"iso-8859-1", "\x80", "\xE2\x82\xAC"},
    {"latin1", "\xE9\x81\x8D\x8F\x90\x9D\xE9",
     "\xC3\xA9\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D\xC3\xA9"},
    {"l1", "\xE9", "\xC3\xA9"},
    {"cp1252", "\x80", "\xE2\x82\xAC"},
    {"x-cp1252", "\x80", "\xE2\x82\xAC"},
    {"latin2", "\xB1", "\xC4\x85"},
    {"windows-1251", "\xC4\xE0", "\xD0\x94\xD0\xB0"},
    {"koi8-r", "\xE4\xC1", "\xD0\x94\xD0\xB0"},
    {"shift_jis", "\x93\xFA", "\xE6\x97\xA5"},
    {"gbk", "\xC8\xD5", "\xE6\x97\xA5"},
    {"big5", "\xA4\xE9", "\xE6\x97\xA5"},
    {"euc-jp", "\xC6\xFC", "\xE6\x97\xA5"},
    {"iso-2022-jp", "\x1B$BF|\x1B(B", "\xE6\x97\xA5"},
    {"euc-kr", "\xC0\xCF", "\xEC\x9D\xBC"},
    {"windows-874", "\xA1", "\xE0\xB8\x81"},
    {"latin5", "\xFD", "\xC4\xB1"},
};

static void bytes_become_text(void)
{
    for (size_t i = 0; i < COUNT(samples); i++) {
        fprintf(stderr, "%s:\n", samples[i].label);
        CHECK_TEXT(decoded(samples[i].label, samples[i].bytes),
                   samples[i].text);
    }
}

/* One label of each row of the table. */
static void iconv_knows_all(void)
{
    static const char *const labels[] = {
        "utf-8",       "latin1",
        "l9",          "utf-16",
        "utf-16le",    "utf-16be",
        "ibm866",      "l2",
        "l3",          "l4",
        "cyrillic",    "arabic",
        "greek",       "hebrew",
        "l6",          "iso-8859-13",
        "iso-8859-14", "iso-8859-16",
        "koi8-r",      "koi8-u",
        "mac",         "x-mac-cyrillic",
        "tis-620",     "cp1250",
        "cp1251",      "cp1253",
        "l5",          "cp1255",
        "cp1256",      "cp1257",
        "cp1258",      "gb18030",
        "big5",        "euc-jp",
        "iso-2022-jp", "sjis",
        "euc-kr",
    };

    for (size_t i = 0; i < COUNT(labels); i++) {
        const char *name = charset_iconv_name(labels[i]);
        iconv_t from;

        fprintf(stderr, "%s:\n", labels[i]);
        CHECK(name);
        from = iconv_open("UTF-8", name);
        CHECK((intptr_t)from != -1);
        iconv_close(from);
    }
}

static void others_are_refused(void)
{
    static const char *const labels[] = {"",           "utf",    "utf-8 ",
                                         "utf-7",      "ebcdic", "iso-2022-cn",
                                         "hz-gb-2312", "utf-32", "ISO-8859"};

    for (size_t i = 0; i < COUNT(labels); i++)
        CHECK(!charset_iconv_name(labels[i]));
}

static void half_a_character(void)
{
    CHECK(failed(keep(charset_decode("shift_jis", "\x93", 1))));
    CHECK(failed(keep(charset_decode("euc-jp", "\xC6", 1))));
    CHECK(failed(keep(charset_decode("utf-8", "\xC3", 1))));
    CHECK(failed(keep(charset_decode("utf-16", "a", 1))));
}

static void check_name(const char *type, const char *name)
{
    char found[CHARSET_SIZE];

    charset_name(type, found);
    CHECK_TEXT(found, name);
}

static void quotes(void)
{
    check_name("text/html; charset=\"utf-8\"", "utf-8");
    check_name("text/html; charset='utf-8'", "utf-8");
    check_name("text/html; charset=\" utf-8 \"; a=b", "utf-8");
    check_name("text/html; CHARSET=utf-8 ;a=b", "utf-8");
    check_name("text/html; charset=\"\"", "");
}

static const UnitTest tests[] = {
    {"bytes become text, by any label of their encoding", bytes_become_text},
    {"the C library knows each encoding", iconv_knows_all},
    {"a label that the standard does not list is refused", others_are_refused},
    {"half a character is refused", half_a_character},
    {"quotes around a charset are left out", quotes},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
