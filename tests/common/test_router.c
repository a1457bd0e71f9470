/*
 * Tests of common/router.c and what it stands on: which pattern a path finds.
 * Each route's target is its own pattern.
 */
#include "router.h"

#include "unit.h"

static Router *router;
static RouteMatch match;
static char room[4096];

static void add(const char *pattern)
{
    if (!router)
        router = router_new();
    router_add(router, pattern, (void *)pattern);
}

/* Each test's router ends with it. */
static void nothing_left(void)
{
    if (router)
        router_free(router);
}

static RouteOutcome look(const char *method, const char *path)
{
    return router_match(router, method, path, room, &match);
}

static void finds(const char *path, const char *pattern)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_TEXT(router_target(&match), pattern);
}

static void finds_by(const char *method, const char *path, const char *pattern)
{
    CHECK_INT(look(method, path), ROUTE_FOUND);
    CHECK_TEXT(router_target(&match), pattern);
}

static void finds_text(const char *path, const char *name, const char *want)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_TEXT(router_text(&match, name), want);
}

static void misses(const char *path)
{
    if (look("GET", path) != ROUTE_NOT_FOUND)
        CHECK_TEXT(path, "not found");
}

static void is_bad(const char *path)
{
    if (look("GET", path) != ROUTE_BAD_PATH)
        CHECK_TEXT(path, "a bad path");
}

static void allows(const char *method, const char *path, const char *methods)
{
    CHECK_INT(look(method, path), ROUTE_METHOD_NOT_ALLOWED);
    CHECK_TEXT(match.header, methods);
}

static void redirects(const char *path, const char *location)
{
    CHECK_INT(look("GET", path), ROUTE_REDIRECT);
    CHECK_TEXT(match.header, location);
}

static void plain_paths(void)
{
    add("/");
    add("/a");
    add("/a/b");
    finds("/", "/");
    finds("/a", "/a");
    finds("/a/b", "/a/b");
    misses("/b");
    misses("/a/b/c");
    misses("/A");
    misses("/a/");
}

static void an_empty_router_finds_nothing(void)
{
    router = router_new();
    misses("/");
    misses("/a/b");
}

static void variables_are_read_by_name(void)
{
    add("/user/<name>/<string:tab>");
    finds("/user/moshe/edit", "/user/<name>/<string:tab>");
    CHECK_TEXT(router_text(&match, "name"), "moshe");
    CHECK_TEXT(router_text(&match, "tab"), "edit");
    misses("/user//edit");
    misses("/user/moshe/");
    misses("/user");
}

static void exactness_counts_not_order(void)
{
    add("/prio/<branch:x>");
    add("/prio/<path:x>");
    add("/prio/<x>");
    add("/prio/<string(max=2):x>");
    add("/prio/<float:x>");
    add("/prio/<int:x>");
    add("/prio/<int(max=9):x>");
    add("/prio/<any(7,8):x>");
    add("/prio/static");
    finds("/prio/static", "/prio/static");
    finds("/prio/7", "/prio/<any(7,8):x>");
    finds("/prio/5", "/prio/<int(max=9):x>");
    finds("/prio/55", "/prio/<int:x>");
    finds("/prio/5.5", "/prio/<float:x>");
    finds("/prio/ab", "/prio/<string(max=2):x>");
    finds("/prio/abc", "/prio/<x>");
    finds("/prio/a/b", "/prio/<path:x>");
    finds("/prio/", "/prio/<branch:x>");
}

static void the_order_of_the_other_way_round(void)
{
    add("/prio/static");
    add("/prio/<int(max=9):x>");
    add("/prio/<int:x>");
    add("/prio/<float:x>");
    add("/prio/<x>");
    add("/prio/<path:x>");
    finds("/prio/static", "/prio/static");
    finds("/prio/5", "/prio/<int(max=9):x>");
    finds("/prio/55", "/prio/<int:x>");
    finds("/prio/5.5", "/prio/<float:x>");
    finds("/prio/x", "/prio/<x>");
    finds("/prio/x/y", "/prio/<path:x>");
}

static void the_first_difference_decides(void)
{
    add("/<a>/b/<int:c>");
    add("/x/<b>/c");
    finds("/x/b/c", "/x/<b>/c");
    finds("/x/b/3", "/<a>/b/<int:c>"); /* goes back from x */
    misses("/x/b/d");
}

static void what_a_converter_refuses_the_next_may_take(void)
{
    add("/<int(min=10):a>");
    add("/<string(length=2):b>");
    add("/<c>");
    finds("/10", "/<int(min=10):a>");
    finds("/09", "/<string(length=2):b>");
    finds("/9", "/<c>");
}

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

static void finds_int(const char *path, int64_t want)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_INT(router_int(&match, "i"), want);
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

static void finds_float(const char *path, double want)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_DOUBLE(router_float(&match, "f"), want, 0);
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

static void eight_variables(void)
{
    add("/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>");
    finds("/1/2/3/4/5/6/7/8", "/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>");
    CHECK_TEXT(router_text(&match, "a"), "1");
    CHECK_TEXT(router_text(&match, "h"), "8");
}

static void no_method_stands_for_any(void)
{
    add("/count");
    finds_by("GET", "/count", "/count");
    finds_by("OPTIONS", "/count", "/count");
    finds_by("get", "/count", "/count");
    finds_by("M-SEARCH", "/count", "/count");
}

static void methods_lead_to_their_routes(void)
{
    add("GET /form");
    add("POST,PUT /form");
    finds_by("GET", "/form", "GET /form");
    finds_by("POST", "/form", "POST,PUT /form");
    finds_by("PUT", "/form", "POST,PUT /form");
    allows("DELETE", "/form", "GET, HEAD, POST, PUT");
    allows("get", "/form", "GET, HEAD, POST, PUT");
    allows("PU", "/form", "GET, HEAD, POST, PUT");
}

static void get_brings_head(void)
{
    add("GET /a");
    add("POST /b");
    finds_by("HEAD", "/a", "GET /a");
    allows("HEAD", "/b", "POST");
}

static void head_may_have_its_own_route(void)
{
    add("GET /a");
    add("HEAD /a");
    finds_by("HEAD", "/a", "HEAD /a");
    finds_by("GET", "/a", "GET /a");
    allows("POST", "/a", "GET, HEAD");
}

static void a_named_method_comes_before_any(void)
{
    add("/a");
    add("POST /a");
    finds_by("POST", "/a", "POST /a");
    finds_by("GET", "/a", "/a");
}

static void allow_is_the_union_of_all_that_fit(void)
{
    add("GET /x/<name>");
    add("POST /x/<int:number>");
    add("DELETE,GET /x/<path:rest>");
    finds_by("POST", "/x/5", "POST /x/<int:number>");
    finds_by("GET", "/x/5", "GET /x/<name>");
    finds_by("DELETE", "/x/5", "DELETE,GET /x/<path:rest>");
    allows("PUT", "/x/5", "POST, GET, HEAD, DELETE");
    allows("POST", "/x/a", "GET, HEAD, DELETE");
}

static void a_slash_at_the_end_is_redirected_to(void)
{
    add("/slash/");
    add("/get");
    add("POST /form/");
    add("/a/<x>/");
    redirects("/slash", "/slash/");
    finds("/slash/", "/slash/");
    misses("/get/");
    misses("/form"); /* where a GET would not help */
    redirects("/a/b%20c", "/a/b%20c/");
    redirects("/a/%C3%A9", "/a/%C3%A9/");
}

static void with_and_without_a_slash_may_differ(void)
{
    add("/a");
    add("/a/");
    add("POST /b");
    add("GET /b/");
    finds("/a", "/a");
    finds("/a/", "/a/");
    redirects("/b", "/b/");
}

static void double_slashes_are_merged(void)
{
    add("/sub/a");
    add("/slash/");
    add("/p/<path:x>");
    redirects("/sub//a", "/sub/a");
    redirects("//sub///a", "/sub/a");
    redirects("//slash", "/slash/");
    redirects("/slash//", "/slash/");
    redirects("/p/a//b", "/p/a/b");
    redirects("/p//a", "/p/a");
    misses("/sub//b");
    misses("//");
}

static void a_redirect_stays_on_this_server(void)
{
    add("/<x>/");
    add("/");
    redirects("//evil.com", "/evil.com/");
    redirects("/\\evil.com", "/%5Cevil.com/");
    redirects("/a\r\nb", "/a%0D%0Ab/");
    redirects("/\xc3\xa9", "/%C3%A9/");
    redirects("/A9.z{~", "/A9.z%7B~/");
    redirects("//", "/");
}

static void segments_are_decoded_after_the_split(void)
{
    add("/greet/<user>");
    add("/caf\xc3\xa9");
    add("/100%");
    finds_text("/greet/a%2Fb", "user", "a/b");
    finds_text("/greet/%E2%98%83", "user", "☃");
    finds_text("/greet/%252F", "user", "%2F");
    finds_text("/%67reet/x", "user", "x");
    finds("/caf%c3%A9", "/caf\xc3\xa9");
    finds("/100%25", "/100%");
}

static void bad_paths(void)
{
    add("/<branch:x>");
    is_bad("/%");
    is_bad("/a/%4");
    is_bad("/%zz/b");
    is_bad("/a%00b");
    is_bad("/%ff");
    is_bad("/\xff");
    is_bad("/%C3/%A9"); /* a character does not reach over a slash */
    is_bad("");
    is_bad("*");
    is_bad("a/b");
}

static void a_thousand_routes(void)
{
    static char patterns[1000][24];
    char path[24];

    for (int i = 0; i < 1000; i++) {
        snprintf(patterns[i], sizeof patterns[i], "/r%d/<x>", i);
        add(patterns[i]);
    }
    for (int i = 0; i < 1000; i++) {
        snprintf(path, sizeof path, "/r%d/y", i);
        finds(path, patterns[i]);
    }
    misses("/r1000/y");
}

static void the_router_copies_patterns(void)
{
    char pattern[] = "/greet/<any(a,b):x>";

    add(pattern);
    memset(pattern, 'x', strlen(pattern));
    finds_text("/greet/b", "x", "b");
}

/* What stops the program: the patterns of one router, up to a NULL. */
static void add_all(void *arg)
{
    for (const char **pattern = arg; *pattern; pattern++)
        add(*pattern);
}

static void refuses(const char *a, const char *b, const char *sentence)
{
    const char *patterns[] = {a, b, NULL};

    CHECK_DIES(add_all, patterns, sentence);
}

static void the_same_twice_is_refused(void)
{
    refuses("/a", "/a",
            "the routes \"/a\" and \"/a\" answer the same paths "
            "and method\n");
    refuses("GET /a/<x>", "POST,GET /a/<string:y>",
            "the routes \"GET /a/<x>\""
            " and \"POST,GET /a/<string:y>\" answer the same");
    refuses("PUT,POST /a", "GET,POST,HEAD /a", "answer the same");
    refuses("/<int(min=1,max=2):x>", "/<int(max=2,min=1):y>", "answer the");
    refuses("/<any(a,b):x>", "/<any(a,b):y>", "answer the same");
    refuses("/a/", "/a/", "answer the same");
    refuses("/<string(length=2):x>", "/<string(min=2,max=2):x>", "answer the");
}

static void what_differs_is_not_the_same(void)
{
    add("GET /a/<x>");
    add("POST /a/<x>");
    add("/a/<x>");
    add("/<any(a,b):x>");
    add("/<any(a,c):x>");
    add("/<int(min=1):x>");
    add("/<int(min=2):x>");
    add("/<int(max=2):x>");
    finds("/c", "/<any(a,c):x>");
}

static void cannot_read(const char *pattern, const char *why)
{
    char sentence[256];

    snprintf(sentence, sizeof sentence,
             ": the route \"%s\" can not be read: %s", pattern, why);
    refuses(pattern, NULL, sentence);
}

static void unreadable_patterns_are_refused(void)
{
    cannot_read("", "its path does not begin with a /\n");
    cannot_read("a", "its path does not begin with a /");
    cannot_read("GET a", "its path does not begin with a /");
    cannot_read("GET  /a", "its path does not begin with a /");
    cannot_read(" /a", "its methods are not words in capital letters with "
                       "commas between them\n");
    cannot_read("get /a", "its methods");
    cannot_read("GET, POST /a", "its methods");
    cannot_read("GET,,POST /a", "its methods");
    cannot_read("GET, /a", "its methods");
    cannot_read(",GET /a", "its methods");
    cannot_read("GeT /a", "its methods");
    cannot_read("/a//b", "it has two slashes in a row\n");
    cannot_read("//", "it has two slashes in a row");
    cannot_read("/a<x>", "a variable is not a whole segment, \"/<name>/\"\n");
    cannot_read("/<x>b", "a variable is not a whole segment");
    cannot_read("/<x", "a variable is not a whole segment");
    cannot_read("/x>", "a variable is not a whole segment");
    cannot_read("/<>", "a variable is not a whole segment");
    cannot_read("/<int:>", "a variable has no name\n");
    cannot_read("/<x>/<int:x>", "two variables have the same name\n");
    cannot_read("/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>/<i>",
                "it has more than 8 variables\n");
    cannot_read("/<path:a>/x/<path:b>",
                "it has more than one path or branch\n");
    cannot_read("/<path:a>/x/<branch:b>", "it has more than one path");
    cannot_read("/<branch:a>/x", "its branch is not at the end\n");
    cannot_read("/<branch:a>/", "its branch is not at the end");
}

static void unreadable_converters_are_refused(void)
{
    const char *options = "its options are not min=, max= or, for a string, "
                          "length=, with a number\n";

    cannot_read("/<uuid:x>", "its converter is none of any, int, float, "
                             "string, path, branch\n");
    cannot_read("/<:x>", "its converter is none of");
    cannot_read("/<INT:x>", "its converter is none of");
    cannot_read("/<any:x>", "its converter has no choices, as any(a,b) has\n");
    cannot_read("/<float(min=1):x>", "its converter takes no options\n");
    cannot_read("/<path(min=1):x>", "its converter takes no options\n");
    cannot_read("/<int(min=1:x>", "its converter's options do not end with a )"
                                  "\n");
    cannot_read("/<int(min=1)y:x>", "its converter's options do not end");
    cannot_read("/<int(min):x>", options);
    cannot_read("/<int():x>", options);
    cannot_read("/<int(min=):x>", options);
    cannot_read("/<int(min=a):x>", options);
    cannot_read("/<int(min=-1):x>", options);
    cannot_read("/<int(mon=1):x>", options);
    cannot_read("/<int(mox=1):x>", options);
    cannot_read("/<int(lengte=1):x>", options);
    cannot_read("/<int(length=1):x>", options);
    cannot_read("/<string(lengte=1):x>", options);
    cannot_read("/<string(min=1,):x>", options);
}

/* Reads a variable that the route does not have. */
static void read_wrong_text(void *name)
{
    router_text(&match, name);
}

static void read_wrong_int(void *name)
{
    router_int(&match, name);
}

static void read_wrong_float(void *name)
{
    router_float(&match, name);
}

static void the_wrong_variable_stops_the_program(void)
{
    add("GET /<int:i>/<float:f>/<s>/<path:p>");
    finds("/1/2.5/x/y/z", "GET /<int:i>/<float:f>/<s>/<path:p>");
    CHECK_INT(router_int(&match, "i"), 1);
    CHECK_DOUBLE(router_float(&match, "f"), 2.5, 0);
    CHECK_TEXT(router_text(&match, "s"), "x");
    CHECK_TEXT(router_text(&match, "p"), "y/z");
    CHECK_DIES(read_wrong_text, "i",
               ": the route \"GET /<int:i>/<float:f>/<s>"
               "/<path:p>\" has no <string:i>\n");
    CHECK_DIES(read_wrong_text, "f", "has no <string:f>\n");
    CHECK_DIES(read_wrong_text, "name", "has no <string:name>\n");
    CHECK_DIES(read_wrong_int, "s", "has no <int:s>\n");
    CHECK_DIES(read_wrong_float, "i", "has no <float:i>\n");
}

static const UnitTest tests[] = {
    {"plain paths", plain_paths},
    {"an empty router finds nothing", an_empty_router_finds_nothing},
    {"variables are read by name", variables_are_read_by_name},
    {"exactness counts, not order", exactness_counts_not_order},
    {"exactness counts the other way round", the_order_of_the_other_way_round},
    {"the first difference decides", the_first_difference_decides},
    {"what a converter refuses the next may take",
     what_a_converter_refuses_the_next_may_take},
    {"strings have lengths in characters", strings_have_lengths},
    {"ints are digits of 64 bits (A10)", ints_are_digits_of_64_bits},
    {"ints have ranges", ints_have_ranges},
    {"floats have a point within", floats_have_a_point_within},
    {"any takes one of several", any_takes_one_of_several},
    {"paths take slashes", paths_take_slashes},
    {"a path takes as little as fits", a_path_takes_as_little_as_fits},
    {"a path may be followed by a slash", a_path_may_end_with_a_slash},
    {"a branch takes all below", a_branch_takes_all_below},
    {"eight variables", eight_variables},
    {"no method stands for any", no_method_stands_for_any},
    {"methods lead to their routes", methods_lead_to_their_routes},
    {"GET brings HEAD", get_brings_head},
    {"HEAD may have its own route", head_may_have_its_own_route},
    {"a named method comes before any", a_named_method_comes_before_any},
    {"Allow is the union of all that fit", allow_is_the_union_of_all_that_fit},
    {"a slash at the end is redirected to (A14)",
     a_slash_at_the_end_is_redirected_to},
    {"with and without a slash may be two routes",
     with_and_without_a_slash_may_differ},
    {"double slashes are merged by a redirect", double_slashes_are_merged},
    {"a redirect stays on this server", a_redirect_stays_on_this_server},
    {"segments are decoded after the split (A11)",
     segments_are_decoded_after_the_split},
    {"bad escapes, NUL and what is not UTF-8 are bad paths (A11)", bad_paths},
    {"a thousand routes", a_thousand_routes},
    {"the router copies patterns", the_router_copies_patterns},
    {"the same path and method twice is refused (A15)",
     the_same_twice_is_refused},
    {"what differs is not the same", what_differs_is_not_the_same},
    {"unreadable patterns are refused", unreadable_patterns_are_refused},
    {"unreadable converters are refused", unreadable_converters_are_refused},
    {"the wrong variable stops the program",
     the_wrong_variable_stops_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
