/*
 * Route: one pattern of a router, read into its pieces (router.h).
 */
#ifndef ROUTE_H
#define ROUTE_H

#include "converter.h"
#include "router.h"

#include <stddef.h>

struct Route {
    const char *pattern; /* as it was given, for messages */
    const char *methods; /* "GET,POST", or NULL for any */
    void *target;
    unsigned count; /* of variables */
    const char *names[ROUTE_VARIABLES];
    ConverterKind kinds[ROUTE_VARIABLES];
    Route *next;  /* another one for the same paths */
    char *unread; /* the rest of the path, for route_next(); NULL: none */
    char *memory; /* all these texts are in it */
};

/* Makes a route of a pattern, and reads its methods. Stops the program for
   methods that cannot be read, or if no path follows them. */
Route *route_new(const char *pattern, void *target);
void route_free(Route *route);

/* Cuts the next segment from the path; returns false if there is none left.
   *text is the segment if it is plain, and NULL if it is a variable, which
   *converter describes. Stops the program for a segment that cannot be
   read. */
bool route_next(Route *route, const char **text, Converter *converter);

/* Whether a list of methods such as "GET,POST" has this one, of that
   length. */
bool route_has(const char *methods, const char *method, size_t length);

/* Whether the route names this method. One for GET does not name HEAD. */
bool route_answers(const Route *route, const char *method);

/* Whether two routes, if they have the same path, answer the same method. */
bool route_conflicts(const Route *a, const Route *b);

#endif
