/*
 * A time-out is a delayed call and a callback of the Deferred. If the result
 * comes first, the callback removes the call. If the call comes first, it
 * cancels the Deferred, and that makes the callback run.
 */
#include "timeout.h"

#include "reactor_inside.h"
#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    /* timeout_add_with() sets these, once: */
    Deferred *d;    /* it lives until settle_timeout() has run */
    Timers *timers; /* shared: d may fire after reactor_free() */
    DelayedCall call;
    double seconds;
    Callback *fn; /* or NULL */
    void *arg;

    /* expire_timeout(): */
    bool is_up;
} Timeout;

static void expire_timeout(void *arg)
{
    Timeout *timeout = arg;

    timeout->is_up = true;
    deferred_cancel(timeout->d);
}

/* The time is up, and this came out of the callbacks before us. Only the
   plain failure of the cancel becomes another one. */
static Value choose_result(const Timeout *timeout, Value result)
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

    free(arg); /* first: fn may do anything */
    timers_remove(timeout.timers, timeout.call);
    timers_release(timeout.timers);
    return timeout.is_up ? choose_result(&timeout, result) : result;
}

void timeout_add_with(Deferred *d, Reactor *reactor, double seconds,
                      Callback *fn, void *arg)
{
    double when = reactor_time_in(reactor, seconds, "timeout_add");
    Timeout *timeout = xcalloc(1, sizeof *timeout);

    timeout->d = d;
    timeout->timers = timers_share(reactor_timers(reactor));
    timeout->call = timers_add(timeout->timers, when, expire_timeout, timeout);
    timeout->seconds = seconds;
    timeout->fn = fn;
    timeout->arg = arg;
    deferred_add_both(d, settle_timeout, timeout);
}

void timeout_add(Deferred *d, Reactor *reactor, double seconds)
{
    timeout_add_with(d, reactor, seconds, NULL, NULL);
}
