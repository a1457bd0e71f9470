/*
 * The inside of a Deferred, which its files share: deferred.c (the two
 * ends), deferred_life.c (from the first day to the last), deferred_run.c
 * (how callbacks run) and deferred_cancel.c. Everyone else includes
 * deferred.h.
 */
#ifndef DEFERRED_INSIDE_H
#define DEFERRED_INSIDE_H

#include "steps.h"

struct Deferred {
    Box box;                /* first: a Value of a Deferred points here */
    Value result;
    Deferred *awaited;      /* its result will be ours */
    Deferred *below;        /* the next in the stack of run_chain() */
    Deferred *queued_after; /* the next in the queue of run_queued() */
    Deferred *older;        /* the list of all */
    Deferred *newer;
    void (*canceller)(void *arg);
    void *canceller_arg;
    unsigned pauses;
    bool firing_end;        /* open */
    bool waiting_end;       /* open */
    bool fired;
    bool running;           /* one of its callbacks is */
    bool stacked;           /* run_chain() has it in its stack */
    bool queued;
    bool passes_on;         /* one of its steps passes the result on */
    bool cancels_later;
    bool canceling;         /* its canceller is called */
    bool drops_late_fire;
    Steps steps;            /* the last: deferred_new() clears up to here */
};

/* Whether the result is the last one: nothing will change it any more. */
bool deferred_life_settled(const Deferred *d);

/* Frees it if both ends are closed, it is settled, and no call further up
   the C stack uses it. */
void deferred_life_end(Deferred *d);

/* Leaves none in the place of the result. */
Value deferred_life_take_result(Deferred *d);

/* Runs the steps that can run; frees the Deferred if that was all. */
void deferred_run(Deferred *d);

/* Fires it: sets the result, which it takes, and runs the steps. */
void deferred_run_fire(Deferred *d, Value result);

/* Whether d waits, directly or through others, for the result of target. */
bool deferred_run_waits_for(const Deferred *d, const Deferred *target);

#endif
