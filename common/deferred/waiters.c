#include "waiters.h"

#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

struct Waiter {
    Waiters *line;
    Waiter *before;
    Waiter *behind;
    Deferred *deferred; /* its firing end */
};

static void leave_line(Waiter *waiter)
{
    Waiters *line = waiter->line;

    if (waiter->before)
        waiter->before->behind = waiter->behind;
    else
        line->first = waiter->behind;
    if (waiter->behind)
        waiter->behind->before = waiter->before;
    else
        line->last = waiter->before;
    line->count--;
}

/* Fires last of all: what that calls may use the line, or free it. */
static void fire(Waiter *waiter, Value result)
{
    Deferred *d = waiter->deferred;

    leave_line(waiter);
    free(waiter);
    deferred_fire(&d, result);
}

static void cancel(void *arg)
{
    fire(arg, value_failure(UV_ECANCELED, "the wait was canceled"));
}

static void stand_in_line(Waiter *waiter)
{
    Waiters *line = waiter->line;

    waiter->before = line->last;
    if (line->last)
        line->last->behind = waiter;
    else
        line->first = waiter;
    line->last = waiter;
    line->count++;
}

Deferred *waiters_add(Waiters *waiters)
{
    Waiter *waiter = xcalloc(1, sizeof *waiter);

    waiter->line = waiters;
    waiter->deferred = deferred_new();
    deferred_on_cancel(waiter->deferred, cancel, waiter);
    stand_in_line(waiter);
    return waiter->deferred;
}

void waiters_fire(Waiters *waiters, Value result)
{
    fire(waiters->first, result);
}

void waiters_cancel_all(Waiters *waiters)
{
    while (waiters->first)
        cancel(waiters->first);
}
