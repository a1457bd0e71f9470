/* Tests of common/routes/route.c: patterns that stop the program. */
#include "router_setup.h"

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
    refuses("/<any(a,b):x>", "/<any(b,a,a):y>", "answer the same");
    refuses("/<x>", "/<string(min=0):y>", "answer the same");
    refuses("/<string(min=1):x>", "/<y>", "answer the same");
    refuses("/<string(max=3):x>", "/<string(min=1,max=3):y>", "answer the");
    refuses("/<int:x>", "/<int(min=0):y>", "answer the same");
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
    add("/<any(a,b,c):x>");
    add("/<any(b,c):x>");
    add("/<any(aa,b):x>");
    finds("/c", "/<any(a,c):x>");
    finds("/aa", "/<any(aa,b):x>");
}

static void cannot_read(const char *pattern, const char *why)
{
    char sentence[256];

    snprintf(sentence, sizeof sentence,
             ": the route \"%s\" cannot be read: %s", pattern, why);
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
    cannot_read("GET /<int:x 1..9>", "a variable's name is not all letters, "
                                     "digits and _; options are as in "
                                     "<int(min=1):name>\n");
    cannot_read("/<int:x(1,9)>", "a variable's name is not all letters");
    cannot_read("/<user-name>", "a variable's name is not all letters");
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

    cannot_read("/<uuid:x>", "its converter is not one of any, int, float, "
                             "string, path, branch\n");
    cannot_read("/<:x>", "its converter is not one of");
    cannot_read("/<INT:x>", "its converter is not one of");
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
    cannot_read("/<any():x>", "its converter has no choices");
    cannot_read("/<any(,a):x>", "one of its choices is empty\n");
    cannot_read("/<any(a,):x>", "one of its choices is empty");
    cannot_read("/<any(a,,b):x>", "one of its choices is empty");
    cannot_read("/<any(,):x>", "one of its choices is empty");
    cannot_read("/<int(min=3,max=2):x>",
                "no segment can be as its options say\n");
    cannot_read("/<string(length=0):x>", "no segment can be as");
    cannot_read("/<string(max=0):x>", "no segment can be as");
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
    {"the same path and method twice is refused (rule A15)",
     the_same_twice_is_refused},
    {"patterns that differ are not the same", what_differs_is_not_the_same},
    {"unreadable patterns are refused", unreadable_patterns_are_refused},
    {"unreadable converters are refused", unreadable_converters_are_refused},
    {"the wrong variable stops the program",
     the_wrong_variable_stops_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
