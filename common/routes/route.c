/*
 * Reads one pattern, piece by piece, for router.c: first its methods, then a
 * segment at each call of route_next(). A copy of the pattern is cut up in
 * place, so that all pieces are C texts in one memory. A pattern is a part of
 * the program: a mistake in it stops the program and names the mistake.
 */
#include "route.h"

#include "die.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

#define NAME_LETTERS \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

static _Noreturn void die_unreadable(const Route *route, const char *why)
{
    die("the route \"%s\" cannot be read: %s", route->pattern, why);
}

/* Cuts "GET,POST " off, if the pattern begins so. */
static void read_methods(Route *route)
{
    char *space = strchr(route->unread, ' ');
    const char *method = route->unread;

    if (!space)
        return;
    *space = '\0';
    route->methods = route->unread;
    route->unread = space + 1;
    do {
        size_t length = strspn(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");

        method += length;
        if (length == 0 || (*method && *method != ','))
            die_unreadable(route,
                           "its methods are not words in capital letters "
                           "with commas between them");
    } while (*method++ == ',');
}

Route *route_new(const char *pattern, void *target)
{
    Route *route = xcalloc(1, sizeof *route);
    size_t size = strlen(pattern) + 1;

    route->memory = xmalloc(2 * size);
    route->pattern = memcpy(route->memory, pattern, size);
    route->unread = memcpy(route->memory + size, pattern, size);
    route->target = target;
    read_methods(route);
    if (*route->unread != '/')
        die_unreadable(route, "its path does not begin with a /");
    route->unread++; /* what follows this slash is the first segment */
    return route;
}

void route_free(Route *route)
{
    free(route->memory);
    free(route);
}

static void add_variable(Route *route, const char *name, ConverterKind kind)
{
    if (!*name)
        die_unreadable(route, "a variable has no name");
    /* "<int:n 1..9>" is meant as "<int(min=1,max=9):n>". */
    if (name[strspn(name, NAME_LETTERS)])
        die_unreadable(route, "a variable's name is not all letters, digits "
                              "and _; options are as in <int(min=1):name>");
    if (route->count == ROUTE_VARIABLES)
        die_unreadable(route, "it has more than 8 variables");
    for (unsigned i = 0; i < route->count; i++) {
        if (strcmp(route->names[i], name) == 0)
            die_unreadable(route, "two variables have the same name");
        /* With two of them the time to match would grow with the square of
           the path's length, which a client chooses. */
        if (kind >= CONVERTER_PATH && route->kinds[i] >= CONVERTER_PATH)
            die_unreadable(route, "it has more than one path or branch");
    }
    route->names[route->count] = name;
    route->kinds[route->count++] = kind;
}

/* Reads a segment such as "<int:a>", which has both brackets. */
static void read_variable(Route *route, char *text, Converter *converter)
{
    char *name = strrchr(text, ':');
    const char *error = NULL;

    text[strlen(text) - 1] = '\0';
    if (name) {
        *name = '\0';
        error = converter_read(converter, text + 1);
    } else {
        *converter = converter_default();
    }
    if (error)
        die_unreadable(route, error);
    if (converter->kind == CONVERTER_BRANCH && route->unread)
        die_unreadable(route, "its branch is not at the end");
    add_variable(route, name ? name + 1 : text + 1, converter->kind);
}

bool route_next(Route *route, const char **text, Converter *converter)
{
    char *segment = strsep(&route->unread, "/");
    size_t length;

    if (!segment)
        return false;
    length = strlen(segment);
    if (length == 0 && route->unread)
        die_unreadable(route, "it has two slashes in a row");
    *text = segment; /* the last one is empty after a "/" at the end */
    if (length > 2 && segment[0] == '<' && segment[length - 1] == '>') {
        read_variable(route, segment, converter);
        *text = NULL;
    } else if (strpbrk(segment, "<>")) {
        die_unreadable(route,
                       "a variable is not a whole segment, \"/<name>/\"");
    }
    return true;
}

/* A list of the program's, "GET,POST", or one that goes into Allow, with a
   space after each comma. */
bool route_has(const char *methods, const char *method, size_t length)
{
    while (*methods) {
        size_t word = strcspn(methods, ", ");

        if (word == length && memcmp(methods, method, length) == 0)
            return true;
        methods += word;
        methods += strspn(methods, ", ");
    }
    return false;
}

bool route_answers(const Route *route, const char *method)
{
    return route->methods && route_has(route->methods, method, strlen(method));
}

/* A route for all methods is only asked when no route names the method, so it
   conflicts with none of those. */
bool route_conflicts(const Route *a, const Route *b)
{
    const char *methods = a->methods;

    if (!a->methods || !b->methods)
        return !a->methods && !b->methods;
    while (*methods) {
        size_t length = strcspn(methods, ",");

        if (route_has(b->methods, methods, length))
            return true;
        methods += length + (methods[length] == ',');
    }
    return false;
}
