/*
 * Triggers: functions to call when the program stops.
 *
 * They run in three phases, and within a phase in the order in which they
 * were added. A trigger of the phase "before" may return a Deferred: the
 * later phases wait for it. That is the place to let work in progress come
 * to its end. "During" is for closing things, "after" for a trigger that
 * needs them closed. Only "before" is waited for.
 *
 * A fourth phase, "free", comes when the reactor is freed, whether it was
 * stopped or not: for the things that belong to it.
 *
 * A failure that a trigger returns is reported as unhandled, and stops
 * nothing. Each trigger runs once. One that is added to a phase that is over
 * never runs.
 *
 * The model is Twisted's addSystemEventTrigger(phase, "shutdown", fn), whose
 * three phases these are.
 */
#ifndef TRIGGERS_H
#define TRIGGERS_H

#include "deferred.h"

typedef enum {
    TRIGGER_BEFORE,
    TRIGGER_DURING,
    TRIGGER_AFTER,
    TRIGGER_FREE,
} TriggerPhase;

typedef struct Triggers Triggers;

Triggers *triggers_new(void);

/* Drops the triggers that have not run. */
void triggers_free(Triggers *triggers);

/* Adds a trigger: fn is lent none, and its result is waited for or freed. Returns its number, from 1. An unknown phase stops the program. */
unsigned triggers_add(Triggers *triggers, TriggerPhase phase, Callback *fn,
                      void *arg);

/* Removes a trigger by its number. Returns 0, or UV_ENOENT if there is none
   of this number, as it has run or has been removed. */
int triggers_remove(Triggers *triggers, unsigned number);

/* Runs the first three phases and then calls done(arg): at once, or later if a
   trigger is waited for. */
void triggers_fire(Triggers *triggers, void (*done)(void *arg), void *arg);

/* Runs the phase "free". */
void triggers_fire_free(Triggers *triggers);

#endif
