#include "deferred_inside.h"

#include "die.h"

#include <uv.h>

static void refuse_deferred(const char *function, Value result)
{
    if (result.kind == VALUE_DEFERRED)
        die("%s: the result is a Deferred; return it from a callback, or use "
            "deferred_chain", function);
}

static void give_away(const char *function, Deferred *d)
{
    if (!d->waiting_end)
        die("%s: this Deferred has been given away already", function);
    d->waiting_end = false;
}

Deferred *deferred_succeed(Value result)
{
    Deferred *d = deferred_new();

    refuse_deferred("deferred_succeed", result);
    d->firing_end = false;
    d->fired = true;
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
    int status = d->drops_late_fire ? 0 : UV_EALREADY;

    d->drops_late_fire = false;
    d->firing_end = false;
    deferred_life_end(d);
    return status;
}

int deferred_fire(Deferred **slot, Value result)
{
    Deferred *d = *slot;

    refuse_deferred("deferred_fire", result);
    *slot = NULL;
    if (!d || d->fired) {
        value_free(result);
        return d ? fire_again(d) : UV_EALREADY;
    }
    d->firing_end = false;
    deferred_run_fire(d, result);
    return 0;
}

void deferred_add_callbacks(Deferred *d, Callback *fn, Callback *errback,
                            void *arg)
{
    *steps_add(&d->steps) = (Step){
        .kind = CALL,
        .to.callback = fn,
        .errback = errback,
        .arg = arg,
    };
    deferred_run(d);
}

void deferred_add_callback(Deferred *d, Callback *fn, void *arg)
{
    deferred_add_callbacks(d, fn, NULL, arg);
}

void deferred_add_errback(Deferred *d, Callback *fn, void *arg)
{
    deferred_add_callbacks(d, NULL, fn, arg);
}

void deferred_add_both(Deferred *d, Callback *fn, void *arg)
{
    deferred_add_callbacks(d, fn, fn, arg);
}

/* A callback may return its own Deferred, which adopt() turns into a
   failure: that does not close the end that somebody else holds. */
Value value_deferred(Deferred *d)
{
    if (!d->running)
        give_away("value_deferred", d);
    return (Value){.kind = VALUE_DEFERRED, .as.box = &d->box};
}

Deferred *deferred_of(Value value)
{
    Deferred *d;

    if (value.kind != VALUE_DEFERRED)
        return deferred_succeed(value);
    d = (Deferred *)value.as.box;
    d->waiting_end = true;
    return d;
}

Deferred *maybe_deferred(Callback *fn, void *arg)
{
    return deferred_of(fn(value_none(), arg));
}

void deferred_deliver(Deferred *d, Receiver *fn, void *arg)
{
    give_away("deferred_deliver", d);
    *steps_add(&d->steps) = (Step){
        .kind = DELIVER,
        .to.receiver = fn,
        .arg = arg,
    };
    deferred_run(d);
}

void deferred_ignore(Deferred *d)
{
    give_away("deferred_ignore", d);
    deferred_life_end(d);
}

void deferred_chain(Deferred *d, Deferred **slot)
{
    Deferred *waiter = *slot;

    if (!waiter || waiter->fired || deferred_run_waits_for(d, waiter))
        die("deferred_chain: the second Deferred has been fired, or the "
            "first one waits for it");
    give_away("deferred_chain", d);
    *slot = NULL;
    waiter->firing_end = false;
    waiter->fired = true;
    waiter->canceller = NULL;
    waiter->awaited = d;
    d->passes_on = true;
    *steps_add(&d->steps) = (Step){.kind = PASS_ON, .to.waiter = waiter};
    deferred_run(d);
}

bool deferred_take(Deferred *d, Value *result)
{
    if (!deferred_life_settled(d))
        return false;
    give_away("deferred_take", d);
    *result = deferred_life_take_result(d);
    deferred_life_end(d);
    return true;
}

void deferred_pause(Deferred *d)
{
    d->pauses++;
}

void deferred_unpause(Deferred *d)
{
    if (d->pauses == 0)
        die("deferred_unpause: this Deferred is not paused");
    if (--d->pauses == 0)
        deferred_run(d);
}

Deferred *deferred_awaits(const Deferred *d)
{
    return d->awaited;
}

void deferred_set_awaited(Deferred *d, Deferred *awaited)
{
    d->awaited = awaited;
}
