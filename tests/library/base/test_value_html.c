/* Tests of common/base/value_html.c: HTML that escapes what it inserts. */
#include "unit.h"
#include "value.h"

#include <inttypes.h>

static void check_html(Value html, const char *want)
{
    CHECK_INT(html.kind, VALUE_HTML);
    CHECK_TEXT(as_text(html), want);
    value_free(html);
}

static void inserted_text_is_escaped(void)
{
    check_html(value_htmlf("<p title=\"%s\">%s</p>", "a\"b'c", "<b> & </b>"),
               "<p title=\"a&quot;b&#39;c\">&lt;b&gt; &amp; &lt;/b&gt;</p>");
    check_html(value_htmlf("%c%c", '<', 'a'), "&lt;a");
}

static void the_format_itself_is_html(void)
{
    check_html(value_htmlf("<br>&amp;"), "<br>&amp;");
    check_html(value_htmlf("100 %%"), "100 %");
    check_html(value_htmlf("%s", ""), "");
    check_html(value_htmlf("%s%s", "é", "☃"), "é☃");
}

static void numbers_of_every_size(void)
{
    check_html(value_htmlf("%d %u %x", -1, 3000000000u, 255u),
               "-1 3000000000 ff");
    check_html(value_htmlf("%ld %lld %lx", -5L, -6LL, 255L), "-5 -6 ff");
    check_html(value_htmlf("%zu %" PRId64, (size_t)7, INT64_MIN),
               "7 -9223372036854775808");
    check_html(value_htmlf("%lu %llu", 8ul, UINT64_MAX + 0ull),
               "8 18446744073709551615");
    check_html(value_htmlf("%f %lf %g", 0.5, 2.0, 1e100),
               "0.500000 2.000000 1e+100");
}

static void widths_and_precisions(void)
{
    check_html(value_htmlf("[%5d|%-5d|%05d|%+d|% d|%#x]", 1, 2, 3, 4, 5, 6u),
               "[    1|2    |00003|+4| 5|0x6]");
    check_html(value_htmlf("[%.2f|%3s|%-3s|%.1s]", 1.005, "<", "<", "<<"),
               "[1.00|  &lt;|&lt;  |&lt;]");
}

static void a_long_page(void)
{
    char line[1001];
    Value page;

    memset(line, '<', 1000);
    line[1000] = '\0';
    page = value_htmlf("%s%s%s", line, line, line);
    CHECK_INT(strlen(as_text(page)), 12000);
    CHECK(strspn(as_text(page), "&lt;") == 12000);
    value_free(page);
}

/* A variable, so that the compiler does not check the format. */
static void format_it(void *format)
{
    value_htmlf(format, 0);
}

static void an_empty_format(void)
{
    const char *volatile format = "";

    check_html(value_htmlf(format, 0), "");
}

static void other_conversions_stop_the_program(void)
{
    static const char *const bad[] = {
        "%",
        "%n",
        "%p",
        "%i",
        "%ls",
        "%lc",
        "%l%",
        "%*d",
        "%hd",
        "%jd",
        "%Lf",
        "%lllu",
        "%000000000000000000000000000000d",
        "%1$d",
    };

    for (size_t i = 0; i < COUNT(bad); i++)
        CHECK_DIES(format_it, (void *)bad[i],
                   "does not begin with one of %s "
                   "%c %d %u %x %f %g %%\n");
    CHECK_DIES(format_it, "a %n b", "value_htmlf: \"%n b\" does not");
}

static void a_tag_escapes_text_and_takes_html(void)
{
    Value text = value_text("a<b"), html = value_html("<i>x</i>");

    check_html(value_tag("strong", text), "<strong>a&lt;b</strong>");
    check_html(value_tag("u", html), "<u><i>x</i></u>");
    value_free(text);
    value_free(html);
}

static void tag_an_int(void *arg)
{
    value_tag("b", value_int(3));
}

static void a_tag_around_something_else_stops_the_program(void)
{
    CHECK_DIES(tag_an_int, NULL, "as_text: expected text, got int");
}

static const UnitTest tests[] = {
    {"inserted text is escaped", inserted_text_is_escaped},
    {"the format itself is HTML", the_format_itself_is_html},
    {"numbers of every size", numbers_of_every_size},
    {"widths and precisions", widths_and_precisions},
    {"a long page", a_long_page},
    {"an empty format makes an empty page", an_empty_format},
    {"other conversions stop the program", other_conversions_stop_the_program},
    {"a tag escapes text and takes HTML", a_tag_escapes_text_and_takes_html},
    {"a tag around something else stops the program",
     a_tag_around_something_else_stops_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
