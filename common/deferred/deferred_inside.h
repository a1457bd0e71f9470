/*
 * The inside of a Deferred, which its files share: deferred.c (the two
 * ends), deferred_life.c (from the first day to the last), deferred_run.c
 * (how callbacks run) and deferred_cancel.c; and their friends gather.c and
 * coroutine.c. Everyone else includes deferred.h.
 */
#ifndef DEFERRED_INSIDE_H
#define DEFERRED_INSIDE_H

#include "steps.h"
#include "trace.h"
#include "value_inside.h"

/* Whether the result is there, and what a fire may still do. */
typedef enum {
    DEFERRED_OPEN,     /* it has no result: a fire sets it */
    DEFERRED_FORGIVES, /* a cancel has fired it: one more fire returns 0 */
    DEFERRED_REFUSES,  /* the same, but its canceller has told the firer */
    DEFERRED_FIRED     /* the firing end is closed */
} DeferredFiring;

/* What run_chain() in deferred_run.c does with it at the moment. */
typedef enum {
    DEFERRED_IDLE,
    DEFERRED_STACKED, /* in the stack of a run_chain() */
    DEFERRED_RUNNING  /* there too, and one of its callbacks is called */
} DeferredActivity;

struct Deferred {
    Box box; /* first: a Value of a Deferred points here. It has one owner
                while there is such a Value, and none otherwise. */
    /* deferred.c */
    DeferredFiring firing;
    bool waiting_end; /* open: the caller's, who has not given it away */
    unsigned pauses;
    /* deferred_run.c */
    DeferredActivity activity;
    bool queued; /* put off; it may be woken before its turn, and stacked */
    Value result;
    Deferred *awaited;      /* its result will be ours */
    bool is_awaited;        /* its own result is, or has been */
    Deferred *below;        /* the next in the stack of run_chain() */
    Deferred *queued_after; /* the next in the queue of run_queued() */
    /* deferred_cancel.c */
    void (*canceller)(void *arg);
    void *canceller_arg;
    bool cancels_later;
    bool canceling;      /* its canceller is called */
    bool cancel_is_owed; /* to the Deferred that it waits for next */
    /* deferred_life.c */
    Deferred *older; /* the list of all */
    Deferred *newer;
    TraceName trace;
    Steps steps; /* the last: deferred_new() clears up to here */
};

static inline bool deferred_has_fired(const Deferred *d)
{
    return d->firing != DEFERRED_OPEN;
}

/* Stops the program, in the name of a public function, if d is NULL, or if
   this is not the loop's thread. */
void deferred_life_check(const Deferred *d, const char *function);

/* Closes the waiting end in the name of a public function; stops the program
   if that has been done before. */
void deferred_life_give_away(Deferred *d, const char *function);

/* Whether the result is the last one: nothing will change it any more. */
bool deferred_life_settled(const Deferred *d);

/* If nothing can take the result any more, reports a failure; if nothing can
   fire it either, frees it. Does nothing to a Deferred that has not settled,
   that a Value holds, or that a call further up the C stack uses. */
void deferred_life_end(Deferred *d);

/* Leaves none in the place of the result. */
Value deferred_life_take_result(Deferred *d);

/* Takes the Deferred out of a Value of one. The waiting end stays closed. */
Deferred *deferred_life_take_out(Value value);

/* Runs the steps that can run; frees the Deferred if that was all. */
void deferred_run(Deferred *d);

/* Sets the result, which it takes, and runs the steps. The caller says by
   firing, which is not DEFERRED_OPEN, what later fires may do. */
void deferred_run_fire(Deferred *d, Value result, DeferredFiring firing);

/* Lets d, which has fired, go on with the result of inner, which has been
   given to it: at once, or when inner has settled. If inner waits for d, or
   is d, that is a failure. The steps of d are not run yet. */
void deferred_run_adopt(Deferred *d, Deferred *inner);

/* Whether d waits, directly or through others, for the result of target, or
   is target. */
bool deferred_run_waits_for(const Deferred *d, const Deferred *target);

/* How many calls into callbacks are nested at the moment; 0 outside. */
unsigned deferred_depth(void);

/* The Deferred whose result d waits for, or NULL. */
Deferred *deferred_awaits(const Deferred *d);

/* Says which Deferred a coroutine waits for, whose own is d and has not
   fired, or NULL: a cancel of d goes there. One that is owed by the former
   is handed on to d's canceller. */
void deferred_set_awaited(Deferred *d, Deferred *awaited);

#endif
