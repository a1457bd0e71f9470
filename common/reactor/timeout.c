/*
 * A time-out is a delayed call and a callback: whichever comes first takes
 * the other out of the way. The call cancels the Deferred, and thereby makes
 * the callback run.
 */
#include "timeout.h"

#include "reactor_inside.h"
#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    Deferred *d;    /* it lives, as settle() is still to run */
    Timers *timers; /* shared: d may fire when the reactor has gone */
    DelayedCall call;
    double seconds;
    bool is_up;
    Callback *fn; /* or NULL */
    void *arg;
} Timeout;

static void time_is_up(void *arg)
{
    Timeout *timeout = arg;

    timeout->is_up = true;
    deferred_cancel(timeout->d);
}

static Value translate(const Timeout *timeout, Value result)
{
    if (timeout->fn)
        return timeout->fn(result, timeout->arg);
    if (failed(result) && as_failure(result)->code == UV_ECANCELED)
        return value_failure(UV_ETIMEDOUT, "no result within %g seconds",
                             timeout->seconds);
    return result;
}

/* The result has come, in time or as a consequence of the cancel. */
static Value settle_timeout(Value result, void *arg)
{
    Timeout timeout = *(Timeout *)arg;

    free(arg);
    timers_remove(timeout.timers, timeout.call);
    timers_release(timeout.timers);
    return timeout.is_up ? translate(&timeout, result) : result;
}

void timeout_add_with(Deferred *d, Reactor *reactor, double seconds,
                      Callback *fn, void *arg)
{
    double when = reactor_time_in(reactor, seconds, "timeout_add");
    Timeout *timeout = xcalloc(1, sizeof *timeout);

    timeout->d = d;
    timeout->timers = timers_share(reactor_timers(reactor));
    timeout->call = timers_add(timeout->timers, when, time_is_up, timeout);
    timeout->seconds = seconds;
    timeout->fn = fn;
    timeout->arg = arg;
    deferred_add_both(d, settle_timeout, timeout);
}

void timeout_add(Deferred *d, Reactor *reactor, double seconds)
{
    timeout_add_with(d, reactor, seconds, NULL, NULL);
}
