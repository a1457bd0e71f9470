/*
 * Exercise 18: a Deferred of your own, under the library's tests. All that
 * you need to know of its inside is in exercises/18-own-deferred/own.h.
 *
 *     make try-18      runs chapter 4 on your Deferred
 *     make check-18    runs the library's tests of Deferred on it
 */

#include "18-own-deferred/own.h"

#include "die.h"
#include "keep.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

void own_end(Deferred *d)
{
    /* TODO 2: nothing, while the result is still wanted or not settled. A
       failure is printed on stderr, as "unhandled failure", counted, and taken
       out and freed. And if the firing end is closed too, nobody is left: free
       the result and the Deferred, which then is no longer alive. */
    /* end of TODO 2 */
}

void own_add(Deferred *d, Step step)
{
    /* TODO 1: a copy of the step goes into memory of its own, and is hung at
       *d->last. If the result is there already, nobody else will run it. */
    die("TODO 1 is not done yet");
    /* end of TODO 1 */
}

static Step take_step(Deferred *d)
{
    /* TODO 1: unhang the first step, free its memory, return what was in it.
       Behind the only one there is none: then d->last starts anew. */
    die("TODO 1 is not done yet");
    /* end of TODO 1 */
}

static void call(Deferred *d, Step step)
{
    /* TODO 1: lend the result to the errback if it is a failure, and else to
       the callback; what that returns is the new result. Free the old one,
       unless it was returned unchanged (value_same). */
    die("TODO 1 is not done yet");
    /* end of TODO 1 */
}

void own_wait_for(Deferred *d, Deferred *inner)
{
    /* TODO 3: d awaits the inner one, and that has one more step to do: to
       hand its result over to d, which is the waiter. */
    own_end(inner);
    d->result = value_failure(501, "TODO 3 is not done yet");
    /* end of TODO 3 */
}

/* Returns the Deferred to go on with. */
static Deferred *hand_over(Deferred *d, Deferred *waiter)
{
    /* TODO 3: move the result to the waiter, which awaits nobody any more. If
       it is busy, it goes on by itself, and we with d. If not, it is now, and
       we go on with it: on the stack, it has d below. */
    die("TODO 3 is not done yet");
    /* end of TODO 3 */
}

/* Returns the Deferred to go on with. */
static Deferred *do_step(Deferred *d)
{
    Step step = take_step(d);
    Kept *mark = keep_begin();

    if (step.waiter)
        return hand_over(d, step.waiter);
    call(d, step);
    keep_end(mark);
    if (d->result.kind == VALUE_DEFERRED)
        own_wait_for(d, own_take_out(own_take_result(d)));
    return d;
}

/* Nothing can be done of d. Returns the one below, or NULL. */
static Deferred *leave(Deferred *d)
{
    Deferred *below = d->below;

    d->below = NULL;
    d->busy = false;
    own_end(d);
    return below;
}

void own_run(Deferred *d)
{
    if (!d->fired || d->busy)
        return;
    d->busy = true;
    own_depth++;
    /* TODO 3: these two lines forget what do_step() and leave() return: the
       Deferred to go on with. Go on until that is NULL. */
    while (own_can_run(d))
        do_step(d);
    leave(d);
    /* end of TODO 3 */
    own_depth--;
}

int own_fire_late(Deferred *d)
{
    int status = UV_EALREADY;

    /* TODO 4: one late fire may be forgiven: that is 0, and not again. */
    /* end of TODO 4 */
    d->firing_end = false;
    own_end(d);
    return status;
}

int deferred_fire(Deferred **slot, Value result)
{
    Deferred *d = *slot;

    if (result.kind == VALUE_DEFERRED)
        die("deferred_fire: the result is a Deferred; return it from a "
            "callback, or use deferred_chain");
    *slot = NULL;
    /* TODO 1: as it stands, each fire is refused. Keep that for one that has
       fired before, and for NULL. Else close the firing end, note that d has
       fired, and with what; run it, and return 0. */
    value_free(result);
    return d ? own_fire_late(d) : UV_EALREADY;
    /* end of TODO 1 */
}

void deferred_cancel(Deferred *d)
{
    /* TODO 4: a cancel goes to the one that is awaited, and on from there.
       One that has fired, or is busy, is left alone. The canceller, if there
       is one, is called while d is busy. If d has not fired then, and does not
       cancel later, it fires with UV_ECANCELED, "cancelled"; its firing end
       stays open, and without a canceller it forgives. At last, run. */
    /* end of TODO 4 */
}
