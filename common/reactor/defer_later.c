/* A delayed call with a Deferred for the result. Either the time comes or the
   Deferred is canceled; both end in end_delay(). */
#include "defer_later.h"

#include "reactor_inside.h"
#include "trace.h"
#include "xmalloc.h"

#include <stdlib.h>

/* defer_later() sets all of these, once. */
typedef struct {
    Timers *timers; /* shared: a cancel may come after reactor_free() */
    DelayedCall call;
    Deferred *d;   /* its firing end */
    unsigned lane; /* in a trace */
} Later;

/* Fires last: the callbacks may do anything, so nothing of ours is left. */
static void end_delay(Later *later, Value result)
{
    Deferred *d = later->d;

    trace_end(later->lane, failed(result) ? "canceled" : "");
    timers_release(later->timers);
    free(later);
    deferred_fire(&d, result);
}

static void end_delay_in_time(void *arg)
{
    end_delay(arg, value_none());
}

static void cancel_delay(void *arg)
{
    Later *later = arg;

    timers_remove(later->timers, later->call);
    end_delay(later, value_failure(UV_ECANCELED, "canceled while it waited"));
}

Deferred *defer_later(Reactor *reactor, double seconds, Callback *fn,
                      void *arg)
{
    double when = reactor_time_in(reactor, seconds, "defer_later");
    Later *later = xcalloc(1, sizeof *later);
    Deferred *d = deferred_new();

    later->timers = timers_share(reactor_timers(reactor));
    later->call = timers_add(later->timers, when, end_delay_in_time, later);
    later->d = d;
    later->lane = trace_begin_delay("delay", "wait", seconds);
    deferred_on_cancel(d, cancel_delay, later);
    /* fn is simply the first callback: so its result becomes d's. */
    if (fn)
        deferred_add_callback(d, fn, arg);
    return d;
}
