/* Tests of common/routes/converter.c: which segments a variable takes. */
#include "converter.h"
#include "router_setup.h"

static void strings_have_lengths(void)
{
    add("/length/<string(length=2):s>");
    add("/min/<string(min=2):s>");
    add("/both/<string(min=2,max=3):s>");
    finds_text("/length/ab", "s", "ab");
    finds_text("/length/%C3%A9%E2%98%83", "s", "é☃"); /* characters */
    misses("/length/abc");
    misses("/length/a");
    misses("/min/a");
    finds_text("/min/abcdefgh", "s", "abcdefgh");
    misses("/both/a");
    finds_text("/both/abc", "s", "abc");
    misses("/both/abcd");
}

static void ints_are_digits_of_64_bits(void)
{
    add("/i/<int:i>");
    finds_int("/i/0", 0);
    finds_int("/i/007", 7);
    finds_int("/i/00000000000000000000000000000000000000000000000007", 7);
    finds_int("/i/9223372036854775807", INT64_MAX);
    finds_int("/i/%33", 3);
    misses("/i/9223372036854775808");
    misses("/i/18446744073709551617");
    misses("/i/99999999999999999999");
    misses("/i/-1");
    misses("/i/+1");
    misses("/i/1x");
    misses("/i/%201");
    misses("/i/0x10");
    misses("/i/1.0");
    misses("/i/");
    misses("/i/%D9%A3"); /* an Arabic-Indic 3 */
}

static void ints_have_ranges(void)
{
    add("/i/<int(min=1,max=5):i>");
    finds_int("/i/1", 1);
    finds_int("/i/05", 5);
    misses("/i/0");
    misses("/i/6");
}

static void floats_have_a_point_within(void)
{
    static char huge[512];

    add("/f/<float:f>");
    finds_float("/f/1.5", 1.5);
    finds_float("/f/007.250", 7.25);
    finds_float("/f/0.0", 0);
    misses("/f/1");
    misses("/f/.5");
    misses("/f/1.");
    misses("/f/-1.5");
    misses("/f/+1.5");
    misses("/f/1e5");
    misses("/f/1.5e5");
    misses("/f/1.5.5");
    misses("/f/");
    memset(huge, '9', 400);
    memcpy(huge, "/f/", 3);
    strcpy(huge + 400, ".0"); /* above what a double can hold */
    misses(huge);
}

static void any_takes_one_of_several(void)
{
    add("/<any(day,night,noon):time>/x");
    finds_text("/day/x", "time", "day");
    finds_text("/noon/x", "time", "noon");
    misses("/da/x");
    misses("/days/x");
    misses("/day,night/x");
}

static void paths_take_slashes(void)
{
    add("/p/<path:x>");
    add("/p/<path:x>/edit");
    finds_text("/p/a", "x", "a");
    finds_text("/p/a/b/c", "x", "a/b/c");
    finds_text("/p/a/", "x", "a/");
    finds_text("/p/a%2Fb/c%20d", "x", "a/b/c d");
    finds("/p/a/b/edit", "/p/<path:x>/edit");
    CHECK_TEXT(router_text(&match, "x"), "a/b");
    finds_text("/p/edit", "x", "edit");
    finds("/p/edit/edit", "/p/<path:x>/edit");
    finds("/p/a/edit/b", "/p/<path:x>");
    misses("/p/");
    misses("/p");
}

static void a_path_takes_as_little_as_fits(void)
{
    add("/<path:x>/to/<y>");
    finds_text("/a/to/b", "x", "a");
    finds_text("/a/to/b/to/c", "x", "a/to/b");
    CHECK_TEXT(router_text(&match, "y"), "c");
    misses("/a/to/b/c");
}

static void a_path_may_end_with_a_slash(void)
{
    add("/<path:x>/");
    finds_text("/a/b/", "x", "a/b");
    redirects("/a/b", "/a/b/");
}

static void a_branch_takes_all_below(void)
{
    add("/x/<branch:rest>");
    add("/x/own");
    finds_text("/x/", "rest", "");
    finds_text("/x/a", "rest", "a");
    finds_text("/x/a/b/", "rest", "a/b/");
    finds("/x/own", "/x/own");
    redirects("/x", "/x/");
    misses("/");
    misses("/y/a");
}

/* The router joins their segments itself, and asks no converter. */
static void each_kind_accepts_what_is_not_empty(void)
{
    char path[] = "path", branch[] = "branch";
    Converter converter = converter_default();

    CHECK(converter_accepts(&converter, "a"));
    CHECK(!converter_accepts(&converter, ""));
    CHECK_TEXT(converter_read(&converter, path), NULL);
    CHECK(converter_accepts(&converter, "a/b"));
    CHECK(!converter_accepts(&converter, ""));
    CHECK_TEXT(converter_read(&converter, branch), NULL);
    CHECK(converter_accepts(&converter, "a"));
    CHECK_TEXT(converter_name(converter.kind), "branch");
}

static const UnitTest tests[] = {
    {"strings have lengths in characters", strings_have_lengths},
    {"ints are digits of 64 bits (rule A10)", ints_are_digits_of_64_bits},
    {"ints have ranges", ints_have_ranges},
    {"floats have digits on both sides of the point",
     floats_have_a_point_within},
    {"an any takes one of several words", any_takes_one_of_several},
    {"paths take slashes", paths_take_slashes},
    {"a path takes as little as fits", a_path_takes_as_little_as_fits},
    {"a path may be followed by a slash", a_path_may_end_with_a_slash},
    {"a branch takes every path below it", a_branch_takes_all_below},
    {"a converter accepts no empty segment",
     each_kind_accepts_what_is_not_empty},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
