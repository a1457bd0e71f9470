/*
 * For the tests of the router: one router, whose routes have their own
 * patterns as targets, and checks of what a path finds in it.
 */
#ifndef ROUTER_SETUP_H
#define ROUTER_SETUP_H

#include "router.h"
#include "unit.h"

static Router *router;
static RouteMatch match;
static char room[4096];

static inline void add(const char *pattern)
{
    if (!router)
        router = router_new();
    router_add(router, pattern, (void *)pattern);
}

/* Each test's router ends with it. */
static inline void nothing_left(void)
{
    if (router)
        router_free(router);
}

static inline RouteOutcome look(const char *method, const char *path)
{
    return router_match(router, method, path, room, &match);
}

static inline void finds(const char *path, const char *pattern)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_TEXT(router_target(&match), pattern);
}

static inline void finds_by(const char *method, const char *path,
                            const char *pattern)
{
    CHECK_INT(look(method, path), ROUTE_FOUND);
    CHECK_TEXT(router_target(&match), pattern);
}

static inline void finds_text(const char *path, const char *name,
                              const char *want)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_TEXT(router_text(&match, name), want);
}

static inline void misses(const char *path)
{
    if (look("GET", path) != ROUTE_NOT_FOUND)
        CHECK_TEXT(path, "not found");
}

static inline void is_bad(const char *path)
{
    if (look("GET", path) != ROUTE_BAD_PATH)
        CHECK_TEXT(path, "a bad path");
}

static inline void allows(const char *method, const char *path,
                          const char *methods)
{
    CHECK_INT(look(method, path), ROUTE_METHOD_NOT_ALLOWED);
    CHECK_TEXT(match.header, methods);
}

static inline void redirects(const char *path, const char *location)
{
    CHECK_INT(look("GET", path), ROUTE_REDIRECT);
    CHECK_TEXT(match.header, location);
}

static inline void finds_int(const char *path, int64_t want)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_INT(router_int(&match, "i"), want);
}

static inline void finds_float(const char *path, double want)
{
    CHECK_INT(look("GET", path), ROUTE_FOUND);
    CHECK_DOUBLE(router_float(&match, "f"), want, 0);
}

#endif
