/*
 * The inside of a Deferred, which its files share: deferred.c (the two
 * ends), deferred_life.c (from the first day to the last), deferred_run.c
 * (how callbacks run), deferred_cancel.c, and gather.c. Everyone else
 * includes deferred.h.
 */
#ifndef DEFERRED_INSIDE_H
#define DEFERRED_INSIDE_H

#include "steps.h"
#include "trace.h"

struct Deferred {
    Box box;                /* first: a Value of a Deferred points here;
                               it has one owner while there is such a Value */
    Value result;
    Deferred *awaited;      /* its result will be ours */
    Deferred *below;        /* the next in the stack of run_chain() */
    Deferred *queued_after; /* the next in the queue of run_queued() */
    Deferred *older;        /* the list of all */
    Deferred *newer;
    void (*canceller)(void *arg);
    void *canceller_arg;
    unsigned pauses;
    TraceName trace;
    bool firing_end;        /* open */
    bool waiting_end;       /* open */
    bool fired;
    bool running;           /* one of its callbacks is */
    bool stacked;           /* run_chain() has it in its stack */
    bool queued;
    bool is_awaited;        /* or has been */
    bool cancels_later;
    bool canceling;         /* its canceller is called */
    bool drops_late_fire;
    Steps steps;            /* the last: deferred_new() clears up to here */
};

/* Stops the program, in the name of a public function, if d is NULL. */
void deferred_life_check(const Deferred *d, const char *function);

/* Closes the waiting end in the name of a public function; stops the program
   if that has been done before. */
void deferred_life_give_away(Deferred *d, const char *function);

/* Whether the result is the last one: nothing will change it any more. */
bool deferred_life_settled(const Deferred *d);

/* If nobody can get the result any more, reports a failure; if nobody can
   fire it either, frees it. Does nothing to a Deferred that has not settled,
   that a Value holds, or that a call further up the C stack uses. */
void deferred_life_end(Deferred *d);

/* Leaves none in the place of the result. */
Value deferred_life_take_result(Deferred *d);

/* Takes the Deferred out of a Value of one. The waiting end stays closed. */
Deferred *deferred_life_take_out(Value value);

/* Runs the steps that can run; frees the Deferred if that was all. */
void deferred_run(Deferred *d);

/* Fires it: sets the result, which it takes, and runs the steps. */
void deferred_run_fire(Deferred *d, Value result);

/* Lets d, which has fired, go on with the result of inner, which has been
   given to it: at once, or when inner has settled. If inner waits for d, or
   is d, that is a failure. The steps of d are not run yet. */
void deferred_run_adopt(Deferred *d, Deferred *inner);

/* Whether d waits, directly or through others, for the result of target, or
   is target. */
bool deferred_run_waits_for(const Deferred *d, const Deferred *target);

#endif
