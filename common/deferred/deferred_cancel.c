#include "deferred_inside.h"

#include <uv.h>

static void set_canceller(Deferred *d, void (*fn)(void *arg), void *arg,
                          bool later)
{
    if (d->fired)
        return;
    d->canceller = fn;
    d->canceller_arg = arg;
    d->cancels_later = later;
}

void deferred_on_cancel(Deferred *d, void (*fn)(void *arg), void *arg)
{
    deferred_life_check(d, "deferred_on_cancel");
    set_canceller(d, fn, arg, false);
}

void deferred_on_cancel_later(Deferred *d, void (*fn)(void *arg), void *arg)
{
    deferred_life_check(d, "deferred_on_cancel_later");
    set_canceller(d, fn, arg, true);
}

static void call_canceller(Deferred *d)
{
    d->canceling = true;
    d->canceller(d->canceller_arg);
    d->canceling = false;
}

/* Without a canceller the one who does the work does not know, and will fire
   in the end: that one fire is forgiven. */
void deferred_cancel(Deferred *d)
{
    deferred_life_check(d, "deferred_cancel");
    while (d->awaited)
        d = d->awaited;
    if (d->fired || d->canceling)
        return;
    trace_canceled(d->trace.number);
    if (d->canceller)
        call_canceller(d);
    else
        d->drops_late_fire = true;
    if (d->fired)
        deferred_life_end(d);
    else if (!d->cancels_later)
        deferred_run_fire(d, value_failure(UV_ECANCELED, "cancelled"));
}
