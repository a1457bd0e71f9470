/*
 * How late calls come when 10,000 of them are spread over two seconds, and
 * what a call costs when there are few or many of them.
 */
#include "delayed_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CALLS = 10000, SPREAD = 2, MOST = 1000000 };

static Reactor *reactor;
static double due[CALLS];
static double lateness[CALLS];
static size_t calls;

static void note_lateness(void *due)
{
    lateness[calls++] = reactor_seconds(reactor) - *(double *)due;
}

static int compare(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;

    return (difference > 0) - (difference < 0);
}

static double percentile(double share)
{
    return lateness[(size_t)(share * (CALLS - 1))] * 1e3;
}

static void measure_lateness(void)
{
    reactor = reactor_new();
    for (size_t i = 0; i < CALLS; i++) {
        double seconds = (double)SPREAD * rand() / RAND_MAX;

        due[i] = reactor_seconds(reactor) + seconds;
        reactor_call_later(reactor, seconds, note_lateness, &due[i]);
    }
    reactor_run(reactor);
    reactor_free(reactor);
    qsort(lateness, CALLS, sizeof *lateness, compare);
    printf("timers: %d over %d s: earliest %+.3f ms, median %.3f, "
           "p99 %.3f (at most 1.1), latest %.3f\n", CALLS, SPREAD,
           percentile(0), percentile(0.5), percentile(0.99), percentile(1));
}

static void nothing(void *unused)
{
}

static double nanoseconds_each(clock_t start, size_t count)
{
    return (double)(clock() - start) * 1e9 / CLOCKS_PER_SEC / (double)count;
}

/* Each of count calls is added at some time, half of them are cancelled in
   the order in which they were added, the others run. */
static double cost_of_one(size_t count)
{
    DelayedCall *added = calloc(count, sizeof *added);
    clock_t start = clock();

    reactor = reactor_new_fake();
    for (size_t i = 0; i < count; i++)
        added[i] = reactor_call_later(reactor, rand(), nothing, NULL);
    for (size_t i = 0; i < count; i += 2)
        delayed_call_cancel(reactor, added[i]);
    reactor_advance(reactor, RAND_MAX);
    reactor_free(reactor);
    free(added);
    return nanoseconds_each(start, count);
}

int main(void)
{
    measure_lateness();
    printf("timers: CPU ns to add a call and cancel or run it:");
    for (size_t count = 1000; count <= MOST; count *= 10)
        printf(" %.0f with %zu%s", cost_of_one(count), count,
               count < MOST ? "," : "\n");
    return 0;
}
