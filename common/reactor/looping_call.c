/*
 * A looping call is one delayed call at a time. When fn has run, and its
 * Deferred, if any, has fired, we schedule the next call. looping_ticks.c
 * computes when that is, and how many ticks have come by then; here are the
 * calls, and the states from the start to the end.
 */
#include "looping_call.h"

#include "die.h"
#include "keep.h"
#include "looping_ticks.h"
#include "reactor_inside.h"
#include "thread.h"
#include "trace.h"
#include "xmalloc.h"

#include <math.h>
#include <stdlib.h>

typedef enum {
    LOOP_IDLE,   /* not started, or stopped */
    LOOP_WAITS,  /* for its next call */
    LOOP_CALLS,  /* a call is under way */
    LOOP_ENDS,   /* the same, and it is the last one */
    LOOP_LEAVES, /* the same, and then the loop frees itself */
} State;

struct LoopingCall {
    /* looping_call_new() sets these, once: */
    Reactor *reactor;
    Timers *timers; /* shared: a cancel may come after reactor_free() */
    Callback *fn;
    void *arg;
    bool counts;

    /* All that follows changes. */
    State state;

    /* looping_call_start(), for one run of the loop: */
    Deferred *done;     /* its firing end */
    LoopingTicks ticks; /* when it calls; each call moves them on */

    /* schedule_next(): */
    DelayedCall next;

    /* call_tick(), for one call: */
    Deferred *body; /* from the call under way, or NULL */
    unsigned lane;  /* of that call, in a trace */
};

LoopingCall *looping_call_new(Reactor *reactor, Callback *fn, void *arg)
{
    LoopingCall *loop = xcalloc(1, sizeof *loop);

    thread_check("looping_call_new");
    loop->reactor = reactor;
    loop->timers = timers_share(reactor_timers(reactor));
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

static void free_loop(LoopingCall *loop)
{
    timers_release(loop->timers);
    free(loop);
}

/* The callbacks of the Deferred may free the loop or start it again: do not
   touch it after this. */
static void end_loop(LoopingCall *loop, Value result)
{
    Deferred *done = loop->done;

    loop->done = NULL;
    if (loop->state == LOOP_LEAVES)
        free_loop(loop);
    else
        loop->state = LOOP_IDLE;
    deferred_fire(&done, result);
}

static void call_tick(void *loop); /* each tick schedules the next one */

static void schedule_next(LoopingCall *loop)
{
    double now = reactor_seconds(loop->reactor);

    loop->state = LOOP_WAITS;
    loop->next = reactor_call_later(
        loop->reactor, looping_ticks_plan(&loop->ticks, now), call_tick, loop);
}

/* Calls fn. A counting loop tells it how many ticks have come since the last
   call. */
static Value call_fn(Value none, void *arg)
{
    LoopingCall *loop = arg;
    double now = reactor_seconds(loop->reactor);
    double count = looping_ticks_call(&loop->ticks, now);

    if (!loop->counts)
        return loop->fn(none, loop->arg);
    return loop->fn(value_int((int64_t)count), loop->arg);
}

/* The call is over, with the result of its Deferred. */
static Value call_has_ended(Value result, void *arg)
{
    LoopingCall *loop = arg;
    Deferred *body = loop->body;

    loop->body = NULL;
    trace_end(loop->lane, failed(result) ? "failed" : "");
    if (failed(result))
        end_loop(loop, value_copy(result));
    else if (loop->state == LOOP_CALLS)
        schedule_next(loop);
    else /* stopped or freed during the call */
        end_loop(loop, value_none());
    deferred_ignore(body);
    return value_none();
}

static void call_tick(void *arg)
{
    LoopingCall *loop = arg;
    Kept *mark = keep_begin();

    loop->lane = trace_begin_delay("call", "every", loop->ticks.interval);
    trace_enter_lane("looping call", (TraceFunction *)loop->fn, loop->lane);
    loop->state = LOOP_CALLS;
    loop->body = maybe_deferred(call_fn, loop);
    keep_end(mark);
    trace_leave();
    deferred_add_both(loop->body, call_has_ended, loop);
}

/* The loop's Deferred is canceled. While a call is under way we do not fire
   it: deferred_cancel() does that, and the end of the call, which comes later,
   finds it fired. */
static void cancel_loop(void *arg)
{
    LoopingCall *loop = arg;

    if (loop->state == LOOP_WAITS) {
        timers_remove(loop->timers, loop->next);
        end_loop(loop, value_failure(UV_ECANCELED, "the loop was canceled"));
        return;
    }
    if (loop->state == LOOP_CALLS)
        loop->state = LOOP_ENDS;
    if (loop->body)
        deferred_cancel(loop->body);
}

Deferred *looping_call_start(LoopingCall *loop, double interval, bool now)
{
    Deferred *d;

    thread_check("looping_call_start");
    if (!(interval >= 0) || !isfinite(interval))
        die("looping_call_start: the interval cannot be %g s", interval);
    if (looping_call_running(loop))
        die("looping_call_start: the loop runs already");
    /* It was stopped or canceled, but its last call is still under way. */
    if (loop->state != LOOP_IDLE)
        return deferred_fail(value_failure(
            UV_EBUSY, "a call from before the last stop is under way"));
    looping_ticks_start(&loop->ticks, interval, reactor_seconds(loop->reactor),
                        now);
    loop->done = d = deferred_new();
    deferred_on_cancel(d, cancel_loop, loop);
    if (now)
        call_tick(loop);
    else
        schedule_next(loop);
    return d;
}

int looping_call_stop(LoopingCall *loop)
{
    thread_check("looping_call_stop");
    if (!looping_call_running(loop))
        return UV_EALREADY;
    if (loop->state == LOOP_CALLS) { /* call_has_ended() ends the loop */
        loop->state = LOOP_ENDS;
    } else {
        timers_remove(loop->timers, loop->next);
        end_loop(loop, value_none());
    }
    return 0;
}

int looping_call_reset(LoopingCall *loop)
{
    thread_check("looping_call_reset");
    if (!looping_call_running(loop))
        return UV_EALREADY;
    if (loop->state == LOOP_WAITS) {
        timers_remove(loop->timers, loop->next);
        looping_ticks_reset(&loop->ticks, reactor_seconds(loop->reactor));
        schedule_next(loop);
    }
    return 0;
}

bool looping_call_running(const LoopingCall *loop)
{
    thread_check("looping_call_running");
    return loop->state == LOOP_WAITS || loop->state == LOOP_CALLS;
}

void looping_call_free(LoopingCall *loop)
{
    State was = loop->state;

    thread_check("looping_call_free");
    /* If a call is under way, its end frees the loop. */
    loop->state = LOOP_LEAVES;
    if (was == LOOP_WAITS) {
        timers_remove(loop->timers, loop->next);
        end_loop(loop, value_none());
    } else if (was == LOOP_IDLE) {
        free_loop(loop);
    }
}
