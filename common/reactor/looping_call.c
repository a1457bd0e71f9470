#include "looping_call.h"

#include "delayed_call.h"
#include "die.h"
#include "keep.h"
#include "trace.h"
#include "xmalloc.h"

#include <math.h>
#include <stdlib.h>

struct LoopingCall {
    Reactor *reactor;
    Callback *fn;
    void *arg;
    bool counts;
    double interval;
    double start_time;
    double last_time; /* of the call before, for the count */
    DelayedCall next;
    Deferred *done; /* its firing end */
    Deferred *body; /* what a call under way has returned */
    bool running;
    bool busy;     /* a call is under way */
    bool freed;    /* goes when that has ended */
    unsigned lane; /* of that call, in a trace */
};

LoopingCall *looping_call_new(Reactor *reactor, Callback *fn, void *arg)
{
    LoopingCall *loop = xcalloc(1, sizeof *loop);

    loop->reactor = reactor;
    loop->fn = fn;
    loop->arg = arg;
    return loop;
}

LoopingCall *looping_call_new_counting(Reactor *reactor, Callback *fn,
                                       void *arg)
{
    LoopingCall *loop = looping_call_new(reactor, fn, arg);

    loop->counts = true;
    return loop;
}

/* Whose callbacks may free the loop or start it again: so nothing may touch
   it after this. */
static void end(LoopingCall *loop, Value result)
{
    Deferred *done = loop->done;

    loop->running = false;
    loop->done = NULL;
    if (loop->freed)
        free(loop);
    deferred_fire(&done, result);
}

static double seconds_to_next(const LoopingCall *loop, double now)
{
    double seconds;

    if (loop->interval == 0)
        return 0;
    seconds = loop->interval - fmod(now - loop->start_time, loop->interval);
    /* A remainder so small that the clock cannot tell it from now is no
       time at all: that tick is over. */
    return now + seconds == now ? loop->interval : seconds;
}

static void tick(void *loop);

static void schedule(LoopingCall *loop)
{
    double now = reactor_seconds(loop->reactor);

    loop->next = reactor_call_later(loop->reactor, seconds_to_next(loop, now),
                                    tick, loop);
}

static int64_t intervals_until(const LoopingCall *loop, double time)
{
    return (int64_t)((time - loop->start_time) / loop->interval);
}

/* Rounding may let a tick come a trifle before its time: then it does not
   count yet, and the next one follows at once. */
static Value call_counting(LoopingCall *loop)
{
    double now = reactor_seconds(loop->reactor);
    int64_t count = 1;

    if (loop->interval > 0)
        count = intervals_until(loop, now) -
                intervals_until(loop, loop->last_time);
    if (count == 0)
        return value_none();
    loop->last_time = now;
    return loop->fn(value_int(count), loop->arg);
}

static Value call_fn(Value none, void *arg)
{
    LoopingCall *loop = arg;

    return loop->counts ? call_counting(loop) : loop->fn(none, loop->arg);
}

static Value call_has_ended(Value result, void *arg)
{
    LoopingCall *loop = arg;
    Deferred *body = loop->body;

    loop->body = NULL;
    loop->busy = false;
    trace_end(loop->lane, failed(result) ? "failed" : "");
    if (failed(result))
        end(loop, value_copy(result));
    else if (loop->running)
        schedule(loop);
    else
        end(loop, value_none());
    deferred_ignore(body);
    return value_none();
}

static void tick(void *arg)
{
    LoopingCall *loop = arg;
    Kept *mark = keep_begin();

    loop->lane = trace_begin_delay("call", "every", loop->interval);
    trace_enter_lane("looping call", (TraceFunction *)loop->fn, loop->lane);
    loop->busy = true;
    loop->body = maybe_deferred(call_fn, loop);
    keep_end(mark);
    trace_leave();
    deferred_add_both(loop->body, call_has_ended, loop);
}

/* Where this fires nothing, as a call is under way, deferred_cancel() does,
   and the end of the call comes too late. */
static void cancel(void *arg)
{
    LoopingCall *loop = arg;

    loop->running = false;
    if (loop->body) {
        deferred_cancel(loop->body);
    } else if (!loop->busy) {
        delayed_call_cancel(loop->reactor, loop->next);
        end(loop, value_failure(UV_ECANCELED, "the loop was cancelled"));
    }
}

Deferred *looping_call_start(LoopingCall *loop, double interval, bool now)
{
    Deferred *d;

    if (!(interval >= 0))
        die("looping_call_start: there is no interval of %g s", interval);
    if (loop->running)
        die("looping_call_start: the loop runs already");
    if (loop->busy)
        return deferred_fail(value_failure(
            UV_EBUSY, "a call from before the last stop is under way"));
    loop->running = true;
    loop->interval = interval;
    loop->start_time = reactor_seconds(loop->reactor);
    loop->last_time = loop->start_time - (now ? interval : 0);
    loop->done = d = deferred_new();
    deferred_on_cancel(d, cancel, loop);
    if (now)
        tick(loop);
    else
        schedule(loop);
    return d;
}

int looping_call_stop(LoopingCall *loop)
{
    if (!loop->running)
        return UV_EALREADY;
    loop->running = false;
    if (!loop->busy) {
        delayed_call_cancel(loop->reactor, loop->next);
        end(loop, value_none());
    }
    return 0;
}

int looping_call_reset(LoopingCall *loop)
{
    if (!loop->running)
        return UV_EALREADY;
    if (!loop->busy) {
        delayed_call_cancel(loop->reactor, loop->next);
        loop->start_time = reactor_seconds(loop->reactor);
        schedule(loop);
    }
    return 0;
}

bool looping_call_running(const LoopingCall *loop)
{
    return loop->running;
}

void looping_call_free(LoopingCall *loop)
{
    loop->freed = true;
    if (looping_call_stop(loop) != 0 && !loop->busy)
        free(loop);
}
