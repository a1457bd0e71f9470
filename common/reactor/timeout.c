#include "timeout.h"

#include "delayed_call.h"
#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    Deferred *d; /* lives: settle() is still to run */
    Reactor *reactor;
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

static Value settle(Value result, void *arg)
{
    Timeout timeout = *(Timeout *)arg;

    free(arg);
    if (timeout.is_up)
        return translate(&timeout, result);
    delayed_call_cancel(timeout.reactor, timeout.call);
    return result;
}

void timeout_add_with(Deferred *d, Reactor *reactor, double seconds,
                      Callback *fn, void *arg)
{
    Timeout *timeout = xcalloc(1, sizeof *timeout);

    timeout->d = d;
    timeout->reactor = reactor;
    timeout->call = reactor_call_later(reactor, seconds, time_is_up, timeout);
    timeout->seconds = seconds;
    timeout->fn = fn;
    timeout->arg = arg;
    deferred_add_both(d, settle, timeout);
}

void timeout_add(Deferred *d, Reactor *reactor, double seconds)
{
    timeout_add_with(d, reactor, seconds, NULL, NULL);
}
