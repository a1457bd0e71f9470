/* A delayed call with a Deferred for the result. */
#include "defer_later.h"

#include "reactor_inside.h"
#include "trace.h"
#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    Timers *timers; /* shared: a cancel may come when the reactor has gone */
    DelayedCall call;
    Deferred *d;   /* its firing end */
    unsigned lane; /* in a trace */
} Later;

static void end_delay(Later *later, Value result)
{
    Deferred *d = later->d;

    trace_end(later->lane, failed(result) ? "canceled" : "");
    timers_release(later->timers);
    free(later);
    deferred_fire(&d, result);
}

static void time_has_come(void *arg)
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
    later->call = timers_add(later->timers, when, time_has_come, later);
    later->d = d;
    later->lane = trace_begin_delay("delay", "wait", seconds);
    deferred_on_cancel(d, cancel_delay, later);
    if (fn)
        deferred_add_callback(d, fn, arg);
    return d;
}
