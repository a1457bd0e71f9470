/*
 * The struct of a Deferred of your own, and the functions that its two files
 * share. You write exercises/18-own-deferred.c; the easy rest is in rest.c.
 * Together they replace common/deferred/deferred*.c.
 *
 * The contract is that of common/deferred/deferred.h, with four exceptions:
 * cycles of Deferreds that wait for each other are not detected; callbacks
 * nest as deep as the stack of C allows; a failure in a Deferred that was
 * never given away is not reported; and passing NULL for a Deferred just
 * crashes.
 */
#ifndef OWN_H
#define OWN_H

#include "deferred.h"
#include "value_inside.h"

typedef struct Step Step;

/* One thing to do with the result: lend it to one of two functions, or let
   it go to the Deferred that waits for it. */
struct Step {
    Step *next;
    Callback *callback; /* for a good result; NULL lets it pass by */
    Callback *errback;  /* for a failure; NULL lets it pass by */
    void *arg;
    Deferred *waiter; /* if not NULL, it takes the result */
};

struct Deferred {
    Box box; /* a Value of a Deferred points here */
    Value result;
    Step *first;       /* the oldest of the steps, or NULL */
    Step **last;       /* the next step goes here */
    Deferred *awaited; /* its result will be ours, or NULL */
    Deferred *below;   /* in the stack of own_run(), or NULL */
    void (*canceller)(void *arg);
    void *canceller_arg;
    unsigned pauses;
    bool firing_end;  /* open */
    bool waiting_end; /* open */
    bool fired;
    bool busy;          /* in that stack, or its canceller is called */
    bool cancels_later; /* after a cancel, the fire comes later */
    bool forgives;      /* one fire that comes late */
};

extern size_t own_alive;
extern size_t own_unhandled;
extern unsigned own_depth; /* how many own_run() are nested */

/* Adds a step after the others, and does it if it can be done now. */
void own_add(Deferred *d, Step step);

/* Does all that can be done now. */
void own_run(Deferred *d);

/* Lets d, which has fired, go on with the result of inner, which has been
   given to it: now, or when inner has it. */
void own_wait_for(Deferred *d, Deferred *inner);

/* Reports a failure that can no longer be handled, and frees d if it can no
   longer be reached. */
void own_end(Deferred *d);

/* What deferred_fire() does if d has fired before: returns its status. */
int own_fire_late(Deferred *d);

/* Whether one of the steps can be done now. */
static inline bool own_can_run(const Deferred *d)
{
    return d->fired && d->first && !d->awaited && !d->pauses;
}

/* Whether the result is the last one: nothing will change it any more. */
static inline bool own_is_settled(const Deferred *d)
{
    return d->fired && !d->first && !d->awaited && !d->pauses && !d->busy;
}

/* Whether the result may still be asked for: the waiting end is open, or a
   Value of this Deferred exists. */
static inline bool own_is_wanted(const Deferred *d)
{
    return d->waiting_end || d->box.owners > 0;
}

/* Moves the result out; none is left in its place. */
static inline Value own_take_result(Deferred *d)
{
    Value result = d->result;

    d->result = value_none();
    return result;
}

/* Takes the Deferred out of a Value, which is used up. */
static inline Deferred *own_take_out(Value value)
{
    Deferred *d = (Deferred *)value.as.box;

    d->box.owners = 0;
    return d;
}

#endif
