/*
 * A looping call is one delayed call at a time. When fn has run, and its
 * Deferred, if any, has fired, we schedule the next call, a whole number of
 * intervals after the start. That number is the tick's: 0 for the start.
 *
 * The clock's numbers are rounded, and a tick may come a trifle before its
 * time. So we keep the number of the tick that a call was scheduled for, and
 * call each tick once.
 */
#include "looping_call.h"

#include "die.h"
#include "keep.h"
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

/* 2^53: up to here a double tells each tick from the next one. */
static const double most_ticks = 9007199254740992;

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
    double interval;   /* seconds */
    double start_time; /* seconds; a reset moves it */
    Deferred *done;    /* its firing end */

    /* schedule_next(): */
    DelayedCall next;
    double planned; /* the tick that next is for */

    /* call_tick(), for one call: */
    double last_tick; /* the last that was called; -1 before tick 0 */
    Deferred *body;   /* from the call under way, or NULL */
    unsigned lane;    /* of that call, in a trace */
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

/* How long to wait for the next whole interval after the start. */
static double seconds_to_next(const LoopingCall *loop, double now)
{
    double seconds;

    if (loop->interval == 0)
        return 0;
    seconds = loop->interval - fmod(now - loop->start_time, loop->interval);
    /* If the rest is so small that the clock cannot tell that time from now,
       the tick is now: wait for the next one. */
    return now + seconds == now ? loop->interval : seconds;
}

/* How many intervals there are from the start to a time, not yet rounded. */
static double intervals_until(const LoopingCall *loop, double time)
{
    return fmin((time - loop->start_time) / loop->interval, most_ticks);
}

static void call_tick(void *loop); /* each tick schedules the next one */

static void schedule_next(LoopingCall *loop)
{
    double now = reactor_seconds(loop->reactor);
    double seconds = seconds_to_next(loop, now);

    if (loop->interval > 0) {
        loop->planned = round(intervals_until(loop, now + seconds));
        /* The last tick came a trifle early, and its own time is still to
           come: skip that, or the tick would be called twice. */
        if (loop->planned <= loop->last_tick) {
            loop->planned++;
            seconds += loop->interval;
        }
    }
    loop->state = LOOP_WAITS;
    loop->next = reactor_call_later(loop->reactor, seconds, call_tick, loop);
}

/* The number of the present tick. It is at least the planned one, even if the
   clock woke us a trifle early, and more if we are late. A loop that starts
   with a call starts at tick 0. */
static double tick_now(const LoopingCall *loop)
{
    double now = reactor_seconds(loop->reactor);

    if (loop->last_tick < 0)
        return 0;
    return fmax(floor(intervals_until(loop, now)), loop->planned);
}

/* Calls fn. A counting loop tells it how many ticks have come since the last
   call. */
static Value call_fn(Value none, void *arg)
{
    LoopingCall *loop = arg;
    double tick, count = 1;

    if (loop->interval > 0) {
        tick = tick_now(loop);
        count = fmax(tick - loop->last_tick, 1);
        loop->last_tick = tick;
    }
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

    loop->lane = trace_begin_delay("call", "every", loop->interval);
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
    loop->interval = interval;
    loop->start_time = reactor_seconds(loop->reactor);
    loop->planned = 0;
    loop->last_tick = now ? -1 : 0;
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
        loop->start_time = reactor_seconds(loop->reactor);
        loop->last_tick = 0;
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
