/*
 * Fuzzes common/routes/router.c with a pattern, which is the first line of the
 * input, and a path, which is the rest. The path is looked up in a router
 * that has this one pattern, if it can be read at all, and in one whose
 * patterns stand below with regular expressions for the same: both must find
 * the same, and the most exact.
 */
#include "fuzz.h"
#include "keep.h"
#include "route.h"
#include "router.h"
#include "text.h"

#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>

#define INT "0*[0-9]{1,18}"
#define STRING "[^/]+"
#define PATH STRING "(/" STRING ")*/?"

/* The rank has a letter for each segment, a for the most exact kind. */
static const struct {
    const char *pattern;
    const char *rank;
    const char *expression;
} models[] = {
    {"/", "az", "/"},
    {"/a", "az", "/a"},
    {"/a/", "aaz", "/a/"},
    {"/a/b", "aaz", "/a/b"},
    {"/a/<any(b,cc):x>", "abz", "/a/(b|cc)"},
    {"/a/<int:x>", "acz", "/a/" INT},
    {"/a/<float:x>", "adz", "/a/[0-9]+[.][0-9]+"},
    {"/a/<x>", "aez", "/a/" STRING},
    {"/a/<path:x>", "afz", "/a/" PATH},
    {"/a/<path:x>/edit", "afaz", "/a/" STRING "(/" STRING ")*/edit"},
    {"/a/<branch:x>", "agz", "/a/(" PATH ")?"},
    {"/<x>/b", "eaz", "/" STRING "/b"},
    {"/<int:x>/b", "caz", "/" INT "/b"},
    {"/<int:x>/<int:y>/<int:z>", "cccz", "/" INT "/" INT "/" INT},
    {"/<x>/<y>/c", "eeaz", "/" STRING "/" STRING "/c"},
    {"/<x>/<y>/", "eeaz", "/" STRING "/" STRING "/"},
};

enum { MODELS = sizeof models / sizeof *models, SIZE = 8192 };

static Router *router;
static regex_t expressions[MODELS];

/* Takes the place of common/base/die.c: a bad pattern does not end all. */
static jmp_buf after_death;

void die(const char *format, ...)
{
    longjmp(after_death, 1);
}

static void prepare(void)
{
    char whole[256];

    router = router_new();
    for (int i = 0; i < MODELS; i++) {
        router_add(router, models[i].pattern, (void *)models[i].pattern);
        snprintf(whole, sizeof whole, "^%s$", models[i].expression);
        FUZZ_CHECK(regcomp(&expressions[i], whole, REG_EXTENDED) == 0);
    }
}

/* Decodes the segments of a path; a slash that one contains becomes a 1.
   Returns false for a path that cannot be decoded. */
static bool decode(const char *path, char *out)
{
    if (*path != '/')
        return false;
    while (*path) {
        size_t length = strcspn(++path, "/");
        int decoded;

        *out++ = '/';
        decoded = text_percent_decode(path, length, out);
        if (decoded < 0)
            return false;
        for (path += length; decoded > 0; decoded--, out++)
            if (*out == '/')
                *out = 1;
    }
    *out = '\0';
    return true;
}

/* The model that fits and is the most exact, or -1. */
static int expected(const char *decoded)
{
    int best = -1;

    for (int i = 0; i < MODELS; i++)
        if (regexec(&expressions[i], decoded, 0, NULL, 0) == 0 &&
            (best < 0 || strcmp(models[i].rank, models[best].rank) < 0))
            best = i;
    return best;
}

/* Where the regular expressions do not tell: whether such a number fits in
   64 bits or in a double. */
static bool has_long_number(const char *text)
{
    while (*text) {
        size_t digits = strspn(text, "0123456789");

        if (digits > 18)
            return true;
        text += digits + (text[digits] != '\0');
    }
    return false;
}

static void check_redirect(const char *location)
{
    static char room[3 * SIZE + 1];
    RouteMatch match;

    FUZZ_CHECK(location[0] == '/' && location[1] != '/');
    for (const char *c = location; *c; c++)
        FUZZ_CHECK(*c > ' ' && *c < 127 && !strchr("\"<>\\^`{|}?#", *c));
    FUZZ_CHECK(router_match(router, "GET", location, room, &match) ==
               ROUTE_FOUND);
}

static void check_path(const char *path)
{
    static char room[SIZE], decoded[SIZE];
    RouteMatch match;
    RouteOutcome outcome = router_match(router, "GET", path, room, &match);
    bool good = decode(path, decoded);
    int best = good ? expected(decoded) : -1;

    FUZZ_CHECK((outcome == ROUTE_BAD_PATH) == !good);
    if (outcome == ROUTE_REDIRECT)
        check_redirect(match.header);
    if (!good || has_long_number(decoded))
        return;
    FUZZ_CHECK((outcome == ROUTE_FOUND) == (best >= 0));
    if (outcome == ROUTE_FOUND)
        FUZZ_CHECK(router_target(&match) == models[best].pattern);
}

/* Whether all of the pattern can be read. */
static bool is_readable(const char *pattern)
{
    Route *volatile route = NULL;
    volatile bool readable = false;
    Converter converter;
    const char *text;

    if (setjmp(after_death) == 0) {
        route = route_new(pattern, NULL);
        while (route_next(route, &text, &converter))
            continue;
        readable = true;
    }
    if (route)
        route_free(route);
    return readable;
}

/* Reads each variable of the route that a path has found. */
static void read_variables(const RouteMatch *match)
{
    const Route *route = match->route;

    for (unsigned i = 0; i < route->count; i++)
        if (route->kinds[i] == CONVERTER_INT)
            FUZZ_CHECK(router_int(match, route->names[i]) >= 0);
        else if (route->kinds[i] == CONVERTER_FLOAT)
            FUZZ_CHECK(router_float(match, route->names[i]) >= 0);
        else
            FUZZ_CHECK(text_is_utf8(router_text(match, route->names[i]),
                                    strlen(match->variables[i])));
}

static void check_pattern(const char *pattern, const char *path)
{
    static char room[SIZE];
    Router *single;
    RouteMatch match;

    if (!is_readable(pattern))
        return;
    single = router_new();
    router_add(single, pattern, NULL);
    if (router_match(single, "GET", path, room, &match) == ROUTE_FOUND)
        read_variables(&match);
    router_free(single);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char pattern[SIZE] = "/", text[SIZE];
    Kept *mark = keep_begin();
    char *path;

    if (!router)
        prepare();
    if (size >= SIZE - 1)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    path = text + strcspn(text, "\n");
    if (*path)
        *path++ = '\0';
    check_path(path);
    /* A space would begin a list of methods, which can die before there is a
       route to free. */
    snprintf(pattern + 1, SIZE - 1, "%.*s", (int)strcspn(text, " "), text);
    check_pattern(pattern, path);
    keep_end(mark);
    return 0;
}
