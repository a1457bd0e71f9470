/*
 * What a route costs among many: the time to find /add/3/4 when the router
 * has 1, 10 ... 10,000 routes. The limit is 1.3 of one route at 1,000.
 */
#include "router.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DECADES = 5, ROUNDS = 21, MATCHES = 20000 };

/* A third each: plain, with a variable, and with one under /add. */
static Router *router_of(int count)
{
    static const char *const shapes[] = {"/page%d", "GET /user%d/<int:n>/x",
                                         "/add/<int:n>/plus%d"};
    Router *router = router_new();
    char pattern[64];

    router_add(router, "/add/<int:a>/<int:b>", "add");
    for (int i = 1; i < count; i++) {
        snprintf(pattern, sizeof pattern, shapes[i % 3], i);
        router_add(router, pattern, "other");
    }
    return router;
}

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The seconds of CPU time that one match takes. */
static double measure(const Router *router)
{
    double start = cpu_seconds();
    RouteMatch match;
    char room[32];

    for (int i = 0; i < MATCHES; i++)
        if (router_match(router, "GET", "/add/3/4", room, &match) !=
                ROUTE_FOUND ||
            router_int(&match, "b") != 4)
            abort();
    return (cpu_seconds() - start) / MATCHES;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *numbers)
{
    qsort(numbers, ROUNDS, sizeof *numbers, compare);
    return numbers[ROUNDS / 2];
}

int main(void)
{
    static double times[DECADES][ROUNDS], ratios[DECADES][ROUNDS];
    Router *routers[DECADES];

    for (int i = 0, count = 1; i < DECADES; i++, count *= 10)
        routers[i] = router_of(count);
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < DECADES; i++) {
            times[i][round] = measure(routers[i]);
            ratios[i][round] = times[i][round] / times[0][round];
        }
    puts("router: /add/3/4 among so many routes");
    puts("routes  ns a match  ratio to one");
    for (int i = 0, count = 1; i < DECADES; i++, count *= 10) {
        printf("%6d  %10.0f  %12.2f\n", count, 1e9 * median(times[i]),
               median(ratios[i]));
        router_free(routers[i]);
    }
    return 0;
}
