/* The line is a list with both directions, so that a waiter in the middle can
   leave it. A waiter is freed before its Deferred fires. */
#include "waiters.h"

#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

struct Waiter {
    Waiters *line;
    Waiter *before;
    Waiter *after;
    Deferred *deferred; /* its firing end */
};

/* Joins the two neighbors. If one is missing, the other becomes the first or
   the last of the line. */
static void leave_line(Waiter *waiter)
{
    Waiters *line = waiter->line;

    if (waiter->before)
        waiter->before->after = waiter->after;
    else
        line->first = waiter->after;
    if (waiter->after)
        waiter->after->before = waiter->before;
    else
        line->last = waiter->before;
    line->count--;
}

/* Fires last of all: what that calls may use the line, or free it. */
static void fire_waiter(Waiter *waiter, Value result)
{
    Deferred *d = waiter->deferred;

    leave_line(waiter);
    free(waiter);
    deferred_fire(&d, result);
}

static void cancel_waiter(void *arg)
{
    fire_waiter(arg, value_failure(UV_ECANCELED, "the wait was canceled"));
}

static void join_line(Waiter *waiter)
{
    Waiters *line = waiter->line;

    waiter->before = line->last;
    if (line->last)
        line->last->after = waiter;
    else
        line->first = waiter;
    line->last = waiter;
    line->count++;
}

Deferred *waiters_add(Waiters *waiters)
{
    Waiter *waiter = xcalloc(1, sizeof *waiter);

    waiter->line = waiters;
    /* We hold the firing end; the waiting end goes to the caller. */
    waiter->deferred = deferred_new();
    deferred_on_cancel(waiter->deferred, cancel_waiter, waiter);
    join_line(waiter);
    return waiter->deferred;
}

void waiters_fire(Waiters *waiters, Value result)
{
    fire_waiter(waiters->first, result);
}

void waiters_cancel_all(Waiters *waiters)
{
    /* The callbacks may add waiters, or cancel others: look at the line anew
       each time. */
    while (waiters->first)
        cancel_waiter(waiters->first);
}
