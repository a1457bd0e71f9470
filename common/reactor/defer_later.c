#include "defer_later.h"

#include "delayed_call.h"
#include "trace.h"
#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    Reactor *reactor;
    DelayedCall call;
    Deferred *d;   /* its firing end */
    unsigned lane; /* in a trace */
} Later;

static void end(Later *later, Value result)
{
    Deferred *d = later->d;

    trace_end(later->lane, failed(result) ? "cancelled" : "");
    free(later);
    deferred_fire(&d, result);
}

static void time_has_come(void *arg)
{
    end(arg, value_none());
}

static void cancel(void *arg)
{
    Later *later = arg;

    delayed_call_cancel(later->reactor, later->call);
    end(later, value_failure(UV_ECANCELED, "cancelled while it waited"));
}

Deferred *defer_later(Reactor *reactor, double seconds, Callback *fn,
                      void *arg)
{
    Later *later = xcalloc(1, sizeof *later);
    Deferred *d = deferred_new();

    later->reactor = reactor;
    later->call = reactor_call_later(reactor, seconds, time_has_come, later);
    later->d = d;
    later->lane = trace_begin_delay("delay", "wait", seconds);
    deferred_on_cancel(d, cancel, later);
    if (fn)
        deferred_add_callback(d, fn, arg);
    return d;
}
