/* Tests of common/routes/router.c: which pattern a path finds. */
#include "router_setup.h"

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

static void eight_variables(void)
{
    add("/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>");
    finds("/1/2/3/4/5/6/7/8", "/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>");
    CHECK_TEXT(router_text(&match, "a"), "1");
    CHECK_TEXT(router_text(&match, "h"), "8");
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

static const UnitTest tests[] = {
    {"plain paths", plain_paths},
    {"an empty router finds nothing", an_empty_router_finds_nothing},
    {"variables are read by name", variables_are_read_by_name},
    {"the more exact pattern wins, not the first one",
     exactness_counts_not_order},
    {"the more exact pattern wins in the other order, too",
     the_order_of_the_other_way_round},
    {"the first difference decides", the_first_difference_decides},
    {"a segment that one converter refuses the next one may take",
     what_a_converter_refuses_the_next_may_take},
    {"eight variables", eight_variables},
    {"segments are decoded after the split (rule A11)",
     segments_are_decoded_after_the_split},
    {"bad escapes, NUL and invalid UTF-8 are bad paths (rule A11)", bad_paths},
    {"a thousand routes", a_thousand_routes},
    {"the router copies patterns", the_router_copies_patterns},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
