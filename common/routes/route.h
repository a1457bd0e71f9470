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
    char *unread; /* what route_next() has not cut off yet */
    char *memory; /* what all these texts are in */
};

/* Reads the methods of a pattern. Stops the program if they, or the path
   after them, cannot be read. */
Route *route_new(const char *pattern, void *target);
void route_free(Route *route);

/* Cuts the next segment from the path; false if there is none left. *text
   is plain text, or NULL for a variable: then *converter is set. Stops the
   program for a segment that cannot be read. */
bool route_next(Route *route, const char **text, Converter *converter);

/* Whether methods, a list such as "GET,POST", has this one. */
bool route_has(const char *methods, const char *method, size_t length);

/* Whether the route was made for this method; GET is not made for HEAD. */
bool route_answers(const Route *route, const char *method);

/* Whether a method is answered by both routes, if their paths are the
   same. */
bool route_conflicts(const Route *a, const Route *b);

#endif
