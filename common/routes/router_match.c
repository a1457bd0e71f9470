/*
 * Looks a path up: the server splits and decodes it into the request's own
 * memory, and a walk down the tree takes one segment at each node. At each
 * node plain text is tried first, then the variables, the most exact first;
 * if the rest of the path does not fit below, the walk comes back and tries
 * the next one. On the way it collects the methods of routes that would have
 * fitted, for a 405.
 */
#include "router_inside.h"

#include "die.h"
#include "keep.h"
#include "path.h"
#include "xmalloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One walk down the tree along a split path. */
typedef struct {
    const Router *router;
    const char *method;
    const char *end; /* of the split path */
    RouteMatch *match;
    const char *allow; /* methods of routes that fit but for theirs */
} Search;

/* Adds a route's methods to the Allow list, and HEAD to GET. */
static void add_to_allow(Search *search, const char *methods)
{
    while (*methods) {
        int length = (int)strcspn(methods, ",");

        if (!route_has(search->allow, methods, (size_t)length))
            search->allow = as_text(keep(
                value_textf("%s%s%.*s", search->allow,
                            *search->allow ? ", " : "", length, methods)));
        methods += length + (methods[length] == ',');
    }
    if (route_has(search->allow, "GET", 3) &&
        !route_has(search->allow, "HEAD", 4))
        add_to_allow(search, "HEAD");
}

static const Route *route_for(const Route *routes, const char *method)
{
    while (routes && !route_answers(routes, method))
        routes = routes->next;
    return routes;
}

static const Route *route_for_any(const Route *routes)
{
    while (routes && routes->methods)
        routes = routes->next;
    return routes;
}

/* All segments are used: is there a route for the method? One that names it
   comes before one for all methods. */
static bool search_routes(Search *search, const Node *node)
{
    const Route *route = route_for(node->routes, search->method);

    if (!route && strcmp(search->method, "HEAD") == 0)
        route = route_for(node->routes, "GET");
    if (!route)
        route = route_for_any(node->routes);
    search->match->route = route;
    for (const Route *other = node->routes; !route && other;
         other = other->next)
        add_to_allow(search, other->methods);
    return route != NULL;
}

static bool search_variable(Search *search, const Node *node, char *segment,
                            unsigned variables);

/* Looks for the rest of the path, from segment on, below a node. It calls
   itself for each segment of a pattern, so it goes no deeper than patterns
   are long. */
static bool search_below(Search *search, const Node *node, char *segment,
                         unsigned variables)
{
    const Node *child;

    if (segment == search->end)
        return search_routes(search, node);
    child = router_child(search->router, node, segment);
    if (child && search_below(search, child, path_next(segment), variables))
        return true;
    for (child = node->variables; child; child = child->next)
        if (search_variable(search, child, segment, variables))
            return true;
    return false;
}

/* Gives a path or branch one more segment until the rest fits, then puts the
   slashes back in place of the NULs. Only the last segment may be empty, and
   of a path the first must not. */
static bool search_path(Search *search, const Node *node, char *first,
                        unsigned variables)
{
    char *rest = first;

    do {
        bool empty = !*rest;

        if (empty && rest == first && node->converter.kind == CONVERTER_PATH)
            return false;
        rest = path_next(rest);
        if (empty && rest != search->end)
            return false;
        if (search_below(search, node, rest, variables)) {
            for (char *c = first; c < rest - 1; c++)
                if (!*c)
                    *c = '/';
            return true;
        }
    } while (rest != search->end);
    return false;
}

static bool search_variable(Search *search, const Node *node, char *segment,
                            unsigned variables)
{
    search->match->variables[variables] = segment;
    if (node->converter.kind >= CONVERTER_PATH)
        return search_path(search, node, segment, variables + 1);
    return converter_accepts(&node->converter, segment) &&
           search_below(search, node, path_next(segment), variables + 1);
}

/* Whether a route fits this other way to write the path. */
static bool would_fit(const Search *search, const char *path)
{
    RouteMatch match;
    Search other = *search;
    char *room = xmalloc(strlen(path));
    bool fits;

    other.match = &match;
    other.end = path_split(path, room);
    fits = search_below(&other, &search->router->root, room, 0);
    free(room);
    return fits;
}

/* Returns the path that the client should have asked for, or NULL. */
static const char *better_path(const Search *search, const char *path)
{
    const char *merged = path_canonical(path);

    if (strstr(path, "//") && would_fit(search, merged))
        return merged;
    merged = as_text(keep(value_textf("%s/", merged)));
    return would_fit(search, merged) ? merged : NULL;
}

RouteOutcome router_match(const Router *router, const char *method,
                          const char *path, char *room, RouteMatch *match)
{
    Search search = {.router = router,
                     .method = method,
                     .match = match,
                     .end = path_split(path, room),
                     .allow = ""};

    if (!search.end)
        return ROUTE_BAD_PATH;
    if (search_below(&search, &router->root, room, 0))
        return ROUTE_FOUND;
    match->header = better_path(&search, path);
    if (match->header)
        return ROUTE_REDIRECT;
    match->header = search.allow;
    return *search.allow ? ROUTE_METHOD_NOT_ALLOWED : ROUTE_NOT_FOUND;
}

void *router_target(const RouteMatch *match)
{
    return match->route->target;
}

static bool is_text(ConverterKind kind)
{
    return kind != CONVERTER_INT && kind != CONVERTER_FLOAT;
}

/* Returns the variable of that name and kind; CONVERTER_STRING means any
   kind of text. */
static const char *find_variable(const RouteMatch *match, const char *name,
                                 ConverterKind wanted)
{
    const Route *route = match->route;

    for (unsigned i = 0; i < route->count; i++)
        if (strcmp(route->names[i], name) == 0 &&
            (route->kinds[i] == wanted ||
             (wanted == CONVERTER_STRING && is_text(route->kinds[i]))))
            return match->variables[i];
    die("the route \"%s\" has no <%s:%s>", route->pattern,
        converter_name(wanted), name);
}

const char *router_text(const RouteMatch *match, const char *name)
{
    return find_variable(match, name, CONVERTER_STRING);
}

int64_t router_int(const RouteMatch *match, const char *name)
{
    int64_t integer;

    converter_int(find_variable(match, name, CONVERTER_INT), &integer);
    return integer;
}

double router_float(const RouteMatch *match, const char *name)
{
    return strtod(find_variable(match, name, CONVERTER_FLOAT), NULL);
}
