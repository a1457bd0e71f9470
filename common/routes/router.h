/*
 * Router: which of many patterns a path fits.
 *
 * A pattern is a path whose segments are plain text or variables, with the
 * methods that it answers before it: "GET,POST /form/<int:page>". GET brings
 * HEAD with it; no method stands for any.
 *
 *     <name>, <string:name>       one segment, not empty
 *     <string(length=2):name>     of 2 characters; also min=, max=
 *     <int:name>, <float:name>    digits; digits, a point, digits
 *     <int(min=1,max=12):name>    in a range
 *     <any(day,night):name>       one of these
 *     <path:name>                 one segment or more, with their slashes
 *     <branch:name>               the same, or nothing; ends a pattern
 *
 * The more exact pattern wins, whatever the order in which they were added:
 * at the first segment where two patterns differ, plain text comes before
 * any, then int and float, then string (with options first), then path,
 * then branch. What a pattern does not fit, the next one is asked for.
 *
 * A path is split at its slashes first and decoded after, so a%2Fb is one
 * segment, and may be a name. Patterns are plain text, not encoded.
 *
 * The patterns are a tree with one level a segment; all plain children are
 * in one hash table. So the cost of a match grows with the path's length and
 * not with the number of patterns; it allocates no memory when it finds one.
 */
#ifndef ROUTER_H
#define ROUTER_H

#include <stdint.h>

typedef struct Router Router;
typedef struct Route Route;

enum { ROUTE_VARIABLES = 8 }; /* a pattern may have so many */

typedef enum {
    ROUTE_FOUND,
    ROUTE_NOT_FOUND,
    ROUTE_METHOD_NOT_ALLOWED,
    ROUTE_REDIRECT,
    ROUTE_BAD_PATH
} RouteOutcome;

typedef struct {
    const Route *route;                     /* ROUTE_FOUND: this one */
    const char *variables[ROUTE_VARIABLES]; /* decoded, in its order */
    const char *header; /* METHOD_NOT_ALLOWED: the Allow list, as "GET,
                               HEAD"; REDIRECT: the path for Location; both
                               are kept (keep.h) */
} RouteMatch;

Router *router_new(void);
void router_free(Router *router);

/* Adds a pattern; target is the caller's. A pattern that cannot be read,
   or one that fits the same paths and method as another, stops the program
   with a sentence that names it, or both. */
void router_add(Router *router, const char *pattern, void *target);

/* Finds the pattern for a path as the request line has it, without the
   query. Room has place for strlen(path) + 1 octets, which the match's
   variables point into, and lives as long as the match is used.

   A path that fits with a "/" at its end, or with its "//" merged, is
   ROUTE_REDIRECT. A bad escape, a NUL and what is not UTF-8 are
   ROUTE_BAD_PATH. */
RouteOutcome router_match(const Router *router, const char *method,
                          const char *path, char *room, RouteMatch *match);

/* The target of the route that was found. */
void *router_target(const RouteMatch *match);

/* The variable of that name and kind; one that the route does not have stops
   the program. Text is that of string, any, path and branch. */
const char *router_text(const RouteMatch *match, const char *name);
int64_t router_int(const RouteMatch *match, const char *name);
double router_float(const RouteMatch *match, const char *name);

#endif
