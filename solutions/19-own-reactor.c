/*
 * Exercise 19: a loop of your own, and chapter 1 on it. What must each
 * function do? See exercises/19-own-reactor/own_loop.h.
 *
 *     make try-19      runs chapter 1 on your loop
 *     make check-19    tries its functions one by one, then chapter 1
 */

#include "19-own-reactor/own_loop.h"

#include "die.h"
#include "xmalloc.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Call Call;

struct Call {
    uint64_t number;
    double when;
    void (*fn)(void *arg);
    void *arg;
    Call *next;
};

typedef struct {
    LoopReady *fn;
    void *arg;
} Watch;

struct Loop {
    Call *calls;            /* the earliest first */
    uint64_t last_number;   /* that a call was given */
    struct pollfd *awaited; /* for poll(), which skips an fd of -1 */
    Watch *watches;         /* whom to call, in the same order */
    size_t count;           /* of both */
    bool stopped;
};

Loop *loop_new(void)
{
    return xcalloc(1, sizeof(Loop));
}

void loop_free(Loop *loop)
{
    while (loop->calls)
        loop_cancel(loop, loop->calls->number);
    free(loop->awaited);
    free(loop->watches);
    free(loop);
}

double loop_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

uint64_t loop_call_at(Loop *loop, double when, void (*fn)(void *arg),
                      void *arg)
{
    /* TODO 1: put a new Call in its place in the list. */
    Call **place = &loop->calls, *call = xmalloc(sizeof *call);

    while (*place && (*place)->when <= when)
        place = &(*place)->next;
    *call = (Call){++loop->last_number, when, fn, arg, *place};
    *place = call;
    return call->number;
    /* end of TODO 1 */
}

void loop_cancel(Loop *loop, uint64_t number)
{
    Call **place = &loop->calls, *call;

    while (*place && (*place)->number != number)
        place = &(*place)->next;
    call = *place;
    if (call)
        *place = call->next;
    free(call);
}

void loop_run_calls(Loop *loop, double now)
{
    /* TODO 1: make the calls that are due, but none that they add. */
    uint64_t last = loop->last_number;
    Call *next = loop->calls;

    while (next && next->when <= now) {
        Call call = *next;

        next = call.next;
        if (call.number <= last) {
            loop_cancel(loop, call.number);
            call.fn(call.arg);
            next = loop->calls; /* it may be another list now */
        }
    }
    /* end of TODO 1 */
}

int loop_time_out(const Loop *loop, double now)
{
    /* TODO 2: how long may poll() sleep? */
    double wait;

    if (!loop->calls)
        return -1;
    wait = ceil((loop->calls->when - now) * 1000);
    return (int)fmin(fmax(wait, 0), INT_MAX);
    /* end of TODO 2 */
}

void loop_watch(Loop *loop, int fd, short events, LoopReady *fn, void *arg)
{
    /* TODO 3: note whom to call, in a place that is free or in a new one. */
    size_t i = 0;

    while (i < loop->count && loop->awaited[i].fd >= 0)
        i++;
    if (i == loop->count) {
        loop->count++;
        loop->awaited =
            xrealloc(loop->awaited, loop->count * sizeof *loop->awaited);
        loop->watches =
            xrealloc(loop->watches, loop->count * sizeof *loop->watches);
    }
    loop->awaited[i] = (struct pollfd){.fd = fd, .events = events};
    loop->watches[i] = (Watch){fn, arg};
    /* end of TODO 3 */
}

void loop_poll(Loop *loop, int milliseconds)
{
    /* TODO 3: sleep in poll(), then call those whose descriptor is ready. */
    int ready = poll(loop->awaited, loop->count, milliseconds);

    if (ready < 0 && errno != EINTR)
        die("loop_poll: %s", strerror(errno));
    for (size_t i = 0; ready > 0 && i < loop->count; i++)
        if (loop->awaited[i].revents)
            loop->watches[i].fn(loop->awaited[i].revents,
                                loop->watches[i].arg);
    /* end of TODO 3 */
}

void loop_unwatch(Loop *loop, int fd)
{
    /* TODO 4: from now on, let nothing be called for fd. */
    for (size_t i = 0; i < loop->count; i++)
        if (loop->awaited[i].fd == fd)
            loop->awaited[i] = (struct pollfd){.fd = -1};
    /* end of TODO 4 */
}

void loop_turn(Loop *loop)
{
    loop_poll(loop, loop_time_out(loop, loop_seconds()));
    loop_run_calls(loop, loop_seconds());
}

static bool has_more(const Loop *loop)
{
    for (size_t i = 0; i < loop->count; i++)
        if (loop->awaited[i].fd >= 0)
            return true;
    return loop->calls;
}

void loop_run(Loop *loop)
{
    loop->stopped = false;
    while (!loop->stopped && has_more(loop))
        loop_turn(loop);
}

void loop_stop(Loop *loop)
{
    loop->stopped = true;
}
