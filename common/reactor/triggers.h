/*
 * Triggers: functions to call when the program stops.
 *
 * They run in three phases, and within a phase in the order in which they
 * were added. A trigger of the phase "before" may return a Deferred: the
 * later phases wait for it. There you let work in progress come to its end.
 * In "during" you close things; "after" is for a trigger that needs them
 * closed. The reactor waits for "before" only.
 *
 * A fourth phase, "free", comes when the reactor is freed, whether it was
 * stopped or not. Free the things there that belong to the reactor.
 *
 * If a trigger returns a failure, it is reported as unhandled, and the others
 * still run. Each trigger runs once. One that is added to a phase that is over
 * never runs.
 *
 * The model is Twisted's addSystemEventTrigger(phase, "shutdown", fn), which
 * has the first three phases.
 *
 * As a user of the reactor you need TriggerPhase alone: reactor.h has the
 * functions. Those here are for reactor.c, on the reactor's thread.
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

/* Makes an empty table. Free it with triggers_free(). */
Triggers *triggers_new(void);

/* Drops the triggers that have not run. */
void triggers_free(Triggers *triggers);

/* Adds a trigger, which calls fn(none, arg). Returns its number, from 1. An
   unknown phase stops the program. */
unsigned triggers_add(Triggers *triggers, TriggerPhase phase, Callback *fn,
                      void *arg);

/* Removes a trigger by its number. Returns 0, or UV_ENOENT if no trigger has
   this number: it has run, or you have removed it. */
int triggers_remove(Triggers *triggers, unsigned number);

/* Runs the first three phases and then calls done(arg): at once, or later if
   the Deferred of a trigger has not fired. */
void triggers_fire(Triggers *triggers, void (*done)(void *arg), void *arg);

/* Runs the phase "free". */
void triggers_fire_free(Triggers *triggers);

#endif
