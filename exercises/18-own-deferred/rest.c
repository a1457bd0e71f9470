/*
 * The easy rest of a Deferred of your own: the functions of deferred.h that
 * are only two or three calls of own.h. The chapter and the tests call them;
 * the steps themselves are in exercises/18-own-deferred.c.
 */
#include "18-own-deferred/own.h"

#include "die.h"
#include "keep.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

size_t own_alive;
size_t own_unhandled;
unsigned own_depth;

static void end(void *d)
{
    own_end(d);
}

static const BoxType deferred_type = {"a Deferred", end};

Deferred *deferred_new(void)
{
    Deferred *d = xcalloc(1, sizeof *d);

    d->box.type = &deferred_type;
    d->last = &d->first;
    d->firing_end = true;
    d->waiting_end = true;
    own_alive++;
    return d;
}

Deferred *deferred_succeed(Value result)
{
    Deferred *d = deferred_new(), *firing = d;

    deferred_fire(&firing, result);
    return d;
}

Deferred *deferred_fail(Value failure)
{
    as_failure(failure);
    return deferred_succeed(failure);
}

void deferred_add_callbacks(Deferred *d, Callback *fn, Callback *errback,
                            void *arg)
{
    own_add(d, (Step){.callback = fn, .errback = errback, .arg = arg});
}

void deferred_add_callback(Deferred *d, Callback *fn, void *arg)
{
    own_add(d, (Step){.callback = fn, .arg = arg});
}

void deferred_add_errback(Deferred *d, Callback *fn, void *arg)
{
    own_add(d, (Step){.errback = fn, .arg = arg});
}

void deferred_add_both(Deferred *d, Callback *fn, void *arg)
{
    own_add(d, (Step){.callback = fn, .errback = fn, .arg = arg});
}

/* gather.c calls it by this name. */
void deferred_life_give_away(Deferred *d, const char *function);

void deferred_life_give_away(Deferred *d, const char *function)
{
    if (!d->waiting_end)
        die("%s: this Deferred has been given away already", function);
    d->waiting_end = false;
}

Value value_deferred(Deferred *d)
{
    if (d->busy)
        return value_failure(UV_EINVAL, "a callback cannot return the "
                                        "Deferred that it is attached to");
    deferred_life_give_away(d, "value_deferred");
    d->box.owners = 1;
    return (Value){.kind = VALUE_DEFERRED, .as.box = &d->box};
}

Deferred *deferred_of(Value value)
{
    Deferred *d;

    if (value.kind != VALUE_DEFERRED)
        return deferred_succeed(value);
    d = own_take_out(value);
    d->waiting_end = true;
    return d;
}

Deferred *maybe_deferred(Callback *fn, void *arg)
{
    Kept *mark = keep_begin();
    Deferred *d = deferred_of(fn(value_none(), arg));

    keep_end(mark);
    return d;
}

void deferred_ignore(Deferred *d)
{
    deferred_life_give_away(d, "deferred_ignore");
    own_end(d);
}

typedef struct {
    Receiver *fn;
    void *arg;
} Delivery;

static Value deliver(Value result, void *arg)
{
    Delivery delivery = *(Delivery *)arg;

    free(arg);
    delivery.fn(result, delivery.arg);
    return value_none();
}

void deferred_deliver(Deferred *d, Receiver *fn, void *arg)
{
    Delivery *delivery = xmalloc(sizeof *delivery);

    *delivery = (Delivery){fn, arg};
    deferred_life_give_away(d, "deferred_deliver");
    deferred_add_both(d, deliver, delivery);
}

static void forget(Value result, void *arg)
{
}

int deferred_chain(Deferred *d, Deferred **slot)
{
    Deferred *to = *slot;

    *slot = NULL;
    if (!to || to->fired) {
        int status = to ? own_fire_late(to) : UV_EALREADY;

        deferred_cancel(d);
        deferred_deliver(d, forget, NULL);
        return status;
    }
    deferred_life_give_away(d, "deferred_chain");
    to->firing_end = false;
    to->fired = true;
    own_wait_for(to, d);
    return 0;
}

bool deferred_take(Deferred *d, Value *result)
{
    if (!own_is_settled(d))
        return false;
    deferred_life_give_away(d, "deferred_take");
    *result = own_take_result(d);
    own_end(d);
    return true;
}

static void set_canceller(Deferred *d, void (*fn)(void *arg), void *arg,
                          bool later)
{
    if (d->fired)
        return;
    d->canceller = fn;
    d->canceller_arg = arg;
    d->cancels_later = later;
}

void deferred_on_cancel(Deferred *d, void (*fn)(void *arg), void *arg)
{
    set_canceller(d, fn, arg, false);
}

void deferred_on_cancel_later(Deferred *d, void (*fn)(void *arg), void *arg)
{
    set_canceller(d, fn, arg, true);
}

void deferred_pause(Deferred *d)
{
    d->pauses++;
}

void deferred_unpause(Deferred *d)
{
    if (d->pauses == 0)
        die("deferred_unpause: this Deferred is not paused");
    d->pauses--;
    own_run(d);
}

/* This would need a list of all Deferreds, which is left out. */
void deferred_report(void)
{
}

size_t deferred_alive(void)
{
    return own_alive;
}

size_t deferred_unhandled(void)
{
    return own_unhandled;
}

unsigned deferred_depth(void)
{
    return own_depth;
}

Deferred *deferred_awaits(const Deferred *d)
{
    return d->awaited;
}

void deferred_set_awaited(Deferred *d, Deferred *awaited)
{
    d->awaited = awaited;
}
