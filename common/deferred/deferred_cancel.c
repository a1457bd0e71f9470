/*
 * How a cancel finds the work that it stops.
 *
 * It goes from a Deferred to the one that this waits for, and on to the last
 * of the row. If that one has not fired, its canceller is called: that is
 * where work goes on. If it has fired, but its callbacks are put off or
 * paused, the cancel is owed: deferred_run.c hands it on with the result, and
 * the first that has to wait again is canceled. So it makes no difference
 * whether callbacks run at once or a little later.
 */
#include "deferred_inside.h"

#include "die.h"

#include <uv.h>

static void set_canceller(Deferred *d, void (*fn)(void *arg), void *arg,
                          bool later)
{
    if (deferred_has_fired(d))
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

/* Without a canceller the one who does the work cannot know, and will fire in
   the end: that one fire is forgiven. */
static void cancel_open(Deferred *d)
{
    DeferredFiring firing =
        d->canceller ? DEFERRED_REFUSES : DEFERRED_FORGIVES;

    trace_canceled(d->trace.number);
    if (d->canceller)
        call_canceller(d);
    if (deferred_has_fired(d))
        deferred_life_end(d);
    else if (!d->cancels_later)
        deferred_run_fire(d, value_failure(UV_ECANCELED, "canceled"), firing);
}

void deferred_cancel(Deferred *d)
{
    deferred_life_check(d, "deferred_cancel");
    while (d->awaited)
        d = d->awaited;
    if (d->queued || (d->pauses && deferred_has_fired(d)))
        d->cancel_is_owed = true;
    else if (!deferred_has_fired(d) && !d->canceling)
        cancel_open(d);
}

/* The wait is over before the cancel reached anything: the coroutine learns of
   it as of one that comes while it runs. */
static void hand_on_to_canceller(Deferred *d)
{
    if (!d->awaited || !d->awaited->cancel_is_owed || !d->canceller)
        return;
    d->awaited->cancel_is_owed = false;
    call_canceller(d);
}

Deferred *deferred_awaits(const Deferred *d)
{
    deferred_life_check(d, "deferred_awaits");
    return d->awaited;
}

void deferred_set_awaited(Deferred *d, Deferred *awaited)
{
    deferred_life_check(d, "deferred_set_awaited");
    if (awaited && d->is_awaited && deferred_run_waits_for(awaited, d))
        die("await: this Deferred waits for the coroutine that awaits it");
    if (!awaited)
        hand_on_to_canceller(d);
    d->awaited = awaited;
    if (!awaited)
        return;
    awaited->is_awaited = true;
    trace_waits(d->trace.number, awaited->trace.number);
}
