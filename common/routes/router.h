/*
 * Router: finds the pattern that a path fits, among any number of them.
 *
 * A pattern is a path whose segments are plain text or variables, after the
 * methods that it answers: "GET,POST /form/<int:page>". A pattern for GET
 * answers HEAD too; one without methods answers every method.
 *
 *     <name>, <string:name>       one segment, not empty
 *     <string(length=2):name>     of 2 characters; also min=, max=
 *     <int:name>, <float:name>    digits; digits, a point, digits
 *     <int(min=1,max=12):name>    in a range
 *     <any(day,night):name>       one of these words
 *     <path:name>                 one segment or more, with their slashes
 *     <branch:name>               the same, or nothing; ends a pattern
 *
 * These are the variables of Klein's routes, with werkzeug's options. An int
 * has no sign and fits in 64 bits; a segment that breaks such a rule does not
 * fit, as if it were a word.
 *
 * The more exact pattern wins, in whatever order you add them: at the first
 * segment where two patterns differ, plain text comes before any, then int
 * and float, then string (with options first), then path, then branch. If
 * the best pattern does not match to its end, the next one is tried.
 *
 * A path is split at its slashes first and decoded after that, so a%2Fb is
 * one segment, and may be a name. Patterns are plain text, not encoded.
 *
 * The patterns are a tree with one level for each segment; all plain nodes
 * are in one hash table. So the cost of a match grows with the length of the
 * path and not with the number of plain patterns, and a match allocates no
 * memory.
 */
#ifndef ROUTER_H
#define ROUTER_H

#include <stdint.h>

typedef struct Router Router;
typedef struct Route Route;

enum { ROUTE_VARIABLES = 8 }; /* the most that a pattern may have */

typedef enum {
    ROUTE_FOUND,
    ROUTE_NOT_FOUND,
    ROUTE_METHOD_NOT_ALLOWED,
    ROUTE_REDIRECT,
    ROUTE_BAD_PATH
} RouteOutcome;

typedef struct {
    const Route *route;                     /* ROUTE_FOUND: this one */
    const char *variables[ROUTE_VARIABLES]; /* its own, decoded, in order */
    const char *header; /* METHOD_NOT_ALLOWED: the Allow list, "GET, HEAD";
                           REDIRECT: the path for Location; both are kept
                           (keep.h) */
} RouteMatch;

Router *router_new(void);
void router_free(Router *router);

/* Adds a copy of a pattern; target stays the caller's. Stops the program, with
   a sentence, for a pattern that cannot be read, or that answers the same
   paths and method as another one. */
void router_add(Router *router, const char *pattern, void *target);

/* Finds the pattern for a path as the request line has it, without the query.
   Room has strlen(path) + 1 bytes, and must live as long as you use the match,
   whose variables point into it.

   ROUTE_REDIRECT: the path would fit with a "/" at its end, or with its "//"
   merged. ROUTE_BAD_PATH: it has a bad escape, a NUL, or bytes that are not
   UTF-8. */
RouteOutcome router_match(const Router *router, const char *method,
                          const char *path, char *room, RouteMatch *match);

/* Returns the target of the route that was found. */
void *router_target(const RouteMatch *match);

/* Return the variable of that name and kind; one that the route does not have
   stops the program. router_text() reads string, any, path and branch. */
const char *router_text(const RouteMatch *match, const char *name);
int64_t router_int(const RouteMatch *match, const char *name);
double router_float(const RouteMatch *match, const char *name);

#endif
