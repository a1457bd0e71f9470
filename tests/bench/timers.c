/*
 * How late calls come when 10,000 of them are spread over two seconds, next
 * to libuv's own timers; and what a call costs when there are few or many.
 */
#include "delayed_call.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CALLS = 10000, SPREAD = 2, MOST = 1000000 };

static Reactor *reactor;
static double due[CALLS];
static double lateness[CALLS]; /* ms */
static uv_timer_t peers[CALLS];
static size_t calls;

static void note_lateness(void *due)
{
    lateness[calls++] = (reactor_seconds(reactor) - *(double *)due) * 1e3;
}

static void call_peer(uv_timer_t *peer)
{
    note_lateness(peer->data);
    uv_close((uv_handle_t *)peer, NULL);
}

static void add_call(size_t i, double seconds)
{
    reactor_call_later(reactor, seconds, note_lateness, &due[i]);
}

static void add_peer(size_t i, double seconds)
{
    uv_timer_init(reactor_loop(reactor), &peers[i]);
    peers[i].data = &due[i];
    uv_timer_start(&peers[i], call_peer, (uint64_t)(seconds * 1e3 + 0.5), 0);
}

static int compare(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;

    return (difference > 0) - (difference < 0);
}

static double percentile(double share)
{
    return lateness[(size_t)(share * (CALLS - 1))];
}

static void measure_lateness(const char *name,
                             void (*add)(size_t i, double seconds))
{
    calls = 0;
    reactor = reactor_new();
    uv_update_time(reactor_loop(reactor));
    for (size_t i = 0; i < CALLS; i++) {
        double seconds = (double)SPREAD * rand() / RAND_MAX;

        due[i] = reactor_seconds(reactor) + seconds;
        add(i, seconds);
    }
    reactor_run(reactor);
    reactor_free(reactor);
    qsort(lateness, CALLS, sizeof *lateness, compare);
    printf("%-19s  %11.3f  %6.3f  %5.3f  %6.3f\n", name, percentile(0),
           percentile(0.5), percentile(0.99), percentile(1));
}

static void nothing(void *unused)
{
}

static double nanoseconds_each(clock_t start, size_t count)
{
    return (double)(clock() - start) * 1e9 / CLOCKS_PER_SEC / (double)count;
}

/* Each of count calls is added at some time, half of them are canceled in
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
    printf("timers: ms late, %d over %d s; the limit is p99 1.1, never "
           "early\n",
           CALLS, SPREAD);
    puts("                     most early  median    p99  latest");
    measure_lateness("reactor_call_later", add_call);
    measure_lateness("uv_timer_start", add_peer);
    puts("timers: CPU time to add a call, and to cancel or to run it");
    puts("  calls  ns a call");
    for (size_t count = 1000; count <= MOST; count *= 10)
        printf("%7zu  %9.0f\n", count, cost_of_one(count));
    return 0;
}
