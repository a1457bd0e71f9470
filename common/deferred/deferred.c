/*
 * The two ends of a Deferred: what deferred.h offers.
 *
 * At the firing end a result comes in; at the waiting end callbacks are added
 * as steps, until the Deferred is given away by one of seven functions. Each
 * change is followed by deferred_run() (deferred_run.c), which does what can
 * be done now, or by deferred_life_end() (deferred_life.c), which frees the
 * Deferred if that was all.
 */
#include "deferred_inside.h"

#include "die.h"
#include "keep.h"
#include "thread.h"

#include <uv.h>

static void refuse_deferred(const char *function, Value result)
{
    if (result.kind == VALUE_DEFERRED)
        die("%s: the result is a Deferred; return it from a callback, or use "
            "deferred_chain",
            function);
}

/* Its firing end is closed from the start; the caller has the waiting end. */
Deferred *deferred_succeed(Value result)
{
    Deferred *d = deferred_new();

    refuse_deferred("deferred_succeed", result);
    d->firing = DEFERRED_FIRED;
    d->result = result;
    return d;
}

Deferred *deferred_fail(Value failure)
{
    as_failure(failure);
    return deferred_succeed(failure);
}

/* A fire that comes too late changes nothing, but may close the last end. */
static int fire_again(Deferred *d)
{
    int status = d->firing == DEFERRED_FORGIVES ? 0 : UV_EALREADY;

    d->firing = DEFERRED_FIRED;
    deferred_life_end(d);
    return status;
}

int deferred_fire(Deferred **slot, Value result)
{
    Deferred *d = *slot;

    thread_check("deferred_fire");
    refuse_deferred("deferred_fire", result);
    /* Callbacks that run below must find the pointer cleared already. */
    *slot = NULL;
    if (!d || deferred_has_fired(d)) {
        value_free(result);
        return d ? fire_again(d) : UV_EALREADY;
    }
    deferred_run_fire(d, result, DEFERRED_FIRED);
    return 0;
}

/* If there is a result already, the step runs before we return. */
static void add_step(const char *function, Deferred *d, Callback *fn,
                     Callback *errback, void *arg)
{
    deferred_life_check(d, function);
    *steps_add(&d->steps) = (Step){
        .kind = STEP_CALL,
        .to.callback = fn,
        .errback = errback,
        .arg = arg,
    };
    deferred_run(d);
}

void deferred_add_callback(Deferred *d, Callback *fn, void *arg)
{
    add_step("deferred_add_callback", d, fn, NULL, arg);
}

void deferred_add_errback(Deferred *d, Callback *fn, void *arg)
{
    add_step("deferred_add_errback", d, NULL, fn, arg);
}

void deferred_add_callbacks(Deferred *d, Callback *fn, Callback *errback,
                            void *arg)
{
    add_step("deferred_add_callbacks", d, fn, errback, arg);
}

void deferred_add_both(Deferred *d, Callback *fn, void *arg)
{
    add_step("deferred_add_both", d, fn, fn, arg);
}

/* A running one is most likely to be returned from its own callback. To give
   it away would close an end that somebody else holds. */
Value value_deferred(Deferred *d)
{
    deferred_life_check(d, "value_deferred");
    if (d->activity == DEFERRED_RUNNING)
        return value_failure(UV_EINVAL, "a callback cannot return the "
                                        "Deferred that it is attached to");
    deferred_life_give_away(d, "value_deferred");
    atomic_init(&d->box.owners, 1);
    return (Value){.kind = VALUE_DEFERRED, .as.box = &d->box};
}

Deferred *deferred_of(Value value)
{
    Deferred *d;

    thread_check("deferred_of");
    if (value.kind != VALUE_DEFERRED)
        return deferred_succeed(value);
    d = deferred_life_take_out(value);
    d->waiting_end = true;
    return d;
}

/* fn may keep Values (keep.h), as a callback may: they are freed after it. */
Deferred *maybe_deferred(Callback *fn, void *arg)
{
    Kept *mark = keep_begin();
    Deferred *d = deferred_of(fn(value_none(), arg));

    keep_end(mark);
    return d;
}

void deferred_deliver(Deferred *d, Receiver *fn, void *arg)
{
    deferred_life_give_away(d, "deferred_deliver");
    *steps_add(&d->steps) = (Step){
        .kind = STEP_DELIVER,
        .to.receiver = fn,
        .arg = arg,
    };
    deferred_run(d);
}

/* If it has fired already, this frees it. */
void deferred_ignore(Deferred *d)
{
    deferred_life_give_away(d, "deferred_ignore");
    deferred_life_end(d);
}

static void forget_result(Value result, void *arg)
{
}

/* As the result can go nowhere, the work behind it is not wanted either. What
   the cancel runs may be the end of the waiter, so that comes first. */
static int chain_late(Deferred *d, Deferred *waiter)
{
    int status = waiter ? fire_again(waiter) : UV_EALREADY;

    deferred_cancel(d);
    deferred_deliver(d, forget_result, NULL);
    return status;
}

int deferred_chain(Deferred *d, Deferred **slot)
{
    Deferred *waiter = *slot;

    deferred_life_check(d, "deferred_chain");
    *slot = NULL;
    if (!waiter || deferred_has_fired(waiter))
        return chain_late(d, waiter);
    /* From now on d belongs to the waiter, which takes over its result when
       it comes, and cancels it if it is canceled itself. */
    deferred_life_give_away(d, "deferred_chain");
    waiter->firing = DEFERRED_FIRED;
    deferred_run_adopt(waiter, d);
    deferred_run(waiter);
    return 0;
}

bool deferred_take(Deferred *d, Value *result)
{
    deferred_life_check(d, "deferred_take");
    /* The result may still change: by a step to come, or after a pause. */
    if (!deferred_life_settled(d))
        return false;
    deferred_life_give_away(d, "deferred_take");
    *result = deferred_life_take_result(d);
    deferred_life_end(d);
    return true;
}

void deferred_pause(Deferred *d)
{
    deferred_life_check(d, "deferred_pause");
    d->pauses++;
}

void deferred_unpause(Deferred *d)
{
    deferred_life_check(d, "deferred_unpause");
    if (d->pauses == 0)
        die("deferred_unpause: this Deferred is not paused");
    if (--d->pauses == 0)
        deferred_run(d);
}
