/*
 * Exercise 18: a Deferred of your own, under the library's tests. Its struct,
 * and all that you need to know of it, is in exercises/18-own-deferred/own.h.
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
    /* TODO 2: do nothing while the result is still wanted or not settled.
       Print a failure on stderr, as "unhandled failure", count it, take it out
       and free it. And if the firing end is closed too, no user is left: free
       the result and the Deferred, which then is no longer alive. */
    /* end of TODO 2 */
}

void own_add(Deferred *d, Step step)
{
    /* TODO 1: copy the step into memory of its own, and hang it at *d->last.
       If the result is there already, it is up to you to run the step. */
    die("TODO 1 is not done yet");
    /* end of TODO 1 */
}

static Step take_step(Deferred *d)
{
    /* TODO 1: unhang the first step, free its memory, return its content. If
       it was the only one, the list is empty: reset d->last. */
    die("TODO 1 is not done yet");
    /* end of TODO 1 */
}

static void call(Deferred *d, Step step)
{
    /* TODO 1: lend the result to the errback if it is a failure, else to the
       callback; the return value is the new result. Free the old one, unless
       it was returned unchanged (value_same). */
    die("TODO 1 is not done yet");
    /* end of TODO 1 */
}

void own_wait_for(Deferred *d, Deferred *inner)
{
    /* TODO 3: d awaits the inner one. The inner one gets one more step: to
       hand its result over to d, which is the waiter. */
    own_end(inner);
    d->result = value_failure(501, "TODO 3 is not done yet");
    /* end of TODO 3 */
}

/* Returns the Deferred to go on with. */
static Deferred *hand_over(Deferred *d, Deferred *waiter)
{
    /* TODO 3: move the result to the waiter, which then awaits nothing. If it
       is busy, it goes on by itself, and we go on with d. If not, mark it
       busy, put it above d on the stack, and go on with it. */
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

/* Nothing more can be done for d now. Returns the one below, or NULL. */
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
    /* TODO 3: do_step() and leave() return the Deferred to go on with, and
       these two lines ignore it. Go on until it is NULL. */
    while (own_can_run(d))
        do_step(d);
    leave(d);
    /* end of TODO 3 */
    own_depth--;
}

int own_fire_late(Deferred *d)
{
    int status = UV_EALREADY;

    /* TODO 4: if d forgives, this fire returns 0; only once. */
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
    /* TODO 1: so far, each fire is refused. Keep that if d is NULL or has
       fired before. Else close the firing end, note that d has fired, and its
       result; run it, and return 0. */
    value_free(result);
    return d ? own_fire_late(d) : UV_EALREADY;
    /* end of TODO 1 */
}

void deferred_cancel(Deferred *d)
{
    /* TODO 4: a cancel goes to the Deferred that d awaits, and on from there.
       One that has fired, or is busy, is left alone. Call the canceller, if
       there is one, while d is busy. If d has not fired after that, and does
       not cancel later, it fires with UV_ECANCELED, "canceled"; its firing
       end stays open, and without a canceller it forgives. Finally, run. */
    /* end of TODO 4 */
}
