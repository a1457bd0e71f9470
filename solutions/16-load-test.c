/*
 * Exercise 16: three friends find out how long you wait for an ice cream.
 *
 * Each of them stands at a window of the kiosk, and orders five times a second
 * according to plan, one order at a time. An order that is not served within a
 * second is given up. Their figures are lies: they look good even on a day on
 * which the kiosk was closed, orders were lost, or a window was slow.
 *
 * The clock is a fake one, so five seconds take no time:
 *
 *     make try-16                            an ordinary day
 *     make try-16 ARGS="--closed 3"          closed for three seconds
 *     make try-16 ARGS="--loses 10"          every tenth order is lost
 *     make try-16 ARGS="--slow 0.15"         one window is slow
 *     make check-16                          checks it
 */

#include "../chapters/16-load-test/histogram.h"
#include "16-load-test/kiosk.h"
#include "coroutine.h"
#include "defer_later.h"
#include "gather.h"
#include "options.h"
#include "timeout.h"

#include <stdio.h>

enum { FRIENDS = KIOSK_WINDOWS };

typedef struct {
    int window;
    int ordered, served, given_up;
    Histogram waits;
} Friend;

static const double interval = 0.2; /* seconds, from one order to the next */
static const double patience = 1;   /* of one order, in seconds */
static double seconds = 5;          /* in which orders are made */
static Kiosk kiosk = {.closes_at = 1.95, .slow = 0.01};

static Reactor *reactor;
static Friend friends[FRIENDS];

static double now(void)
{
    return reactor_seconds(reactor);
}

/* Goes on at once if that time has passed. For coroutines. */
static void wait_until(double when)
{
    if (when > now())
        await(defer_later(reactor, when - now(), NULL, NULL));
}

/* One order: its wait counts from that time. */
static void order(Friend *friend, double from)
{
    Deferred *d = kiosk_order(&kiosk, reactor, friend->window);
    Value ice;

    friend->ordered += 1;
    timeout_add(d, reactor, patience);
    ice = try_await(d);
    /* TODO 2: an order that was given up is one of the longest waits. Count
       it, and the time that it took. */
    if (failed(ice)) {
        friend->given_up += 1;
        histogram_add(&friend->waits, now() - from);
        return;
    }
    /* end of TODO 2 */
    friend->served += 1;
    histogram_add(&friend->waits, now() - from);
}

/* A coroutine for each friend. */
static Value order_by_plan(void *arg)
{
    Friend *friend = arg;

    /* TODO 1: the plan is fixed: order n, from 0, is due n * interval seconds
       after the start, and its wait counts from then. If the friend still
       waits for the one before, it is made as soon as it can be. */
    for (int n = 0; n * interval < seconds; n++) {
        wait_until(n * interval);
        order(friend, n * interval);
    }
    /* end of TODO 1 */
    return value_none();
}

/* The wait that this share of all orders, of all friends, does not exceed. */
static double percentile(double percent)
{
    /* TODO 3: percentiles cannot be added up. What can? */
    Histogram all = {0};

    for (int i = 0; i < FRIENDS; i++)
        histogram_merge(&all, &friends[i].waits);
    return histogram_percentile(&all, percent);
    /* end of TODO 3 */
}

static void report(void)
{
    int ordered = 0, served = 0, given_up = 0;

    for (int i = 0; i < FRIENDS; i++) {
        ordered += friends[i].ordered;
        served += friends[i].served;
        given_up += friends[i].given_up;
    }
    printf("%d ordered, %d served, %d given up\n", ordered, served, given_up);
    printf("50 %%     %8.1f ms\n", 1000 * percentile(50));
    printf("90 %%     %8.1f ms\n", 1000 * percentile(90));
    printf("99 %%     %8.1f ms\n", 1000 * percentile(99));
    printf("longest  %8.1f ms\n", 1000 * percentile(100));
}

static Value note_end(Value results, void *is_over)
{
    *(bool *)is_over = true;
    return value_none();
}

/* Lets the clock run, a tenth of a millisecond at a time, until all have
   ended. */
static void run(void)
{
    Deferred *members[FRIENDS], *all;
    bool is_over = false;

    for (int i = 0; i < FRIENDS; i++) {
        friends[i].window = i;
        members[i] = async(order_by_plan, &friends[i]);
    }
    all = gather_all(members, FRIENDS);
    deferred_add_both(all, note_end, &is_over);
    deferred_ignore(all);
    while (!is_over)
        reactor_advance(reactor, 0.0001);
}

static const Option own_options[] = {
    {"--seconds", "in which orders are made", .seconds = &seconds,
     .most = 3600},
    {"--closed", "how long the kiosk is closed", .seconds = &kiosk.closed_for},
    {"--slow", "how long an ice takes at window 3", .seconds = &kiosk.slow},
    {"--loses", "each order with this number is lost", .count = &kiosk.loses},
    {0},
};

int main(int argc, char **argv)
{
    options_parse_plain(argc, argv, own_options);
    reactor = reactor_new_fake();
    run();
    report();
    reactor_free(reactor);
    return 0;
}
