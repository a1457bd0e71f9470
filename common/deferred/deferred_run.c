/*
 * How callbacks run: a result goes in, step after step takes it and leaves
 * the next one, and the last Deferred of the row keeps it.
 *
 * deferred_run(d) is called after each change of d. If d has its result, its
 * steps run: a callback is lent the result, a receiver gets it, or it passes
 * on to the Deferred that waits for it, whose steps run next. A row of
 * Deferreds that wait for each other thus runs in one loop, run_chain(),
 * whatever its length. The other way to go deep is a callback that fires the
 * next Deferred: that is a call in a call, and at DEEPEST_NEST of them the
 * Deferred is queued, to run when the nest has unwound.
 */
#include "deferred_inside.h"

#include "keep.h"

#include <uv.h>

enum { DEEPEST_NEST = 32 };

static unsigned depth;
static Deferred *first_queued;
static Deferred *last_queued;

bool deferred_run_waits_for(const Deferred *d, const Deferred *target)
{
    while (d && d != target)
        d = d->awaited;
    return d == target;
}

/* Only one whose own result is awaited can close a cycle. Asking that first
   saves the look along the chain where a long one is built. */
static bool closes_cycle(const Deferred *d, const Deferred *inner)
{
    return inner == d || (d->is_awaited && deferred_run_waits_for(inner, d));
}

void deferred_run_adopt(Deferred *d, Deferred *inner)
{
    if (closes_cycle(d, inner)) {
        d->result = value_failure(UV_EINVAL, "a Deferred was given its own "
                                             "result to wait for");
    } else if (deferred_life_settled(inner)) {
        d->result = deferred_life_take_result(inner);
        deferred_life_end(inner);
    } else {
        trace_waits(d->trace.number, inner->trace.number);
        d->awaited = inner;
        inner->is_awaited = true;
        *steps_add(&inner->steps) =
            (Step){.kind = STEP_PASS_ON, .to.waiter = d};
    }
}

/* Puts what a callback has returned in the place of what it was lent. The
   old result is freed when all is in order again, but before d waits: the
   object in it may come with a function of the user's. */
static void replace_result(Deferred *d, Value result)
{
    Value was = d->result;
    bool is_deferred = result.kind == VALUE_DEFERRED;

    if (value_same(was, result))
        return;
    d->result = is_deferred ? value_none() : result;
    value_free(was);
    if (is_deferred)
        deferred_run_adopt(d, deferred_life_take_out(result));
}

static Kept *enter_callback(Deferred *d, const char *what, TraceFunction *fn)
{
    d->activity = DEFERRED_RUNNING;
    trace_enter(what, fn, d->trace);
    return keep_begin();
}

static void leave_callback(Deferred *d, Kept *mark)
{
    keep_end(mark);
    trace_leave();
    d->activity = DEFERRED_STACKED;
}

static void call_step(Deferred *d, const Step *step)
{
    Callback *fn = failed(d->result) ? step->errback : step->to.callback;
    Value result;
    Kept *mark;

    if (!fn)
        return;
    mark = enter_callback(d, failed(d->result) ? "errback" : "callback",
                          (TraceFunction *)fn);
    result = fn(d->result, step->arg);
    leave_callback(d, mark);
    replace_result(d, result);
}

static void deliver_step(Deferred *d, const Step *step)
{
    Kept *mark =
        enter_callback(d, "receiver", (TraceFunction *)step->to.receiver);

    step->to.receiver(d->result, step->arg);
    leave_callback(d, mark);
    value_free(deferred_life_take_result(d));
}

static Deferred *pass_on_step(Deferred *d, const Step *step)
{
    Deferred *waiter = step->to.waiter;

    trace_fired(waiter->trace.number, d->trace.number);
    waiter->awaited = NULL;
    waiter->result = deferred_life_take_result(d);
    waiter->cancel_is_owed = d->cancel_is_owed;
    d->cancel_is_owed = false;
    return waiter;
}

/* Runs what can run of d. Returns the Deferred that has got its result and
   is to run before the rest of d does, or NULL. */
static Deferred *run_steps(Deferred *d)
{
    while (!d->pauses && !d->awaited && steps_left(&d->steps)) {
        Step step = steps_take(&d->steps);

        if (step.kind == STEP_PASS_ON)
            return pass_on_step(d, &step);
        if (step.kind == STEP_DELIVER)
            deliver_step(d, &step);
        else
            call_step(d, &step);
    }
    return NULL;
}

/* Puts next on top of the stack, to run before top goes on. */
static Deferred *push(Deferred *top, Deferred *next)
{
    next->activity = DEFERRED_STACKED;
    next->below = top;
    return next;
}

/* A cancel that came while top was put off has waited for this: now top waits
   for something that can be canceled, or it has no more need of it. */
static Deferred *pop(Deferred *top)
{
    Deferred *below = top->below;
    bool cancel = top->cancel_is_owed && top->awaited;

    top->activity = DEFERRED_IDLE;
    if (cancel || !top->pauses)
        top->cancel_is_owed = false;
    if (cancel)
        deferred_cancel(top);
    else
        deferred_life_end(top);
    return below;
}

/* Runs d, and those that wait for it, and those that wait for them, with a
   stack of its own in place of the C stack. */
static void run_chain(Deferred *d)
{
    Deferred *top = push(NULL, d);

    while (top) {
        Deferred *next = run_steps(top);

        top = next ? push(top, next) : pop(top);
    }
}

static void put_off(Deferred *d)
{
    d->queued = true;
    d->queued_after = NULL;
    if (first_queued)
        last_queued->queued_after = d;
    else
        first_queued = d;
    last_queued = d;
}

static void run_queued(void)
{
    while (first_queued) {
        Deferred *d = first_queued;

        first_queued = d->queued_after;
        d->queued = false;
        run_chain(d);
    }
}

void deferred_run(Deferred *d)
{
    if (d->activity != DEFERRED_IDLE || d->queued || !deferred_has_fired(d))
        return;
    if (depth == DEEPEST_NEST) {
        put_off(d);
        return;
    }
    depth++;
    run_chain(d);
    if (depth == 1)
        run_queued();
    depth--;
}

void deferred_run_fire(Deferred *d, Value result, DeferredFiring firing)
{
    trace_fired(d->trace.number, 0);
    d->firing = firing;
    d->result = result;
    deferred_run(d);
}

unsigned deferred_depth(void)
{
    return depth;
}
