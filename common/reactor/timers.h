/*
 * Timers: what is to be called, and when, the earliest first.
 *
 * It is only a table: it reads no clock and waits for nothing. The reactor
 * puts calls in, asks when the first one is due, and runs those that are.
 *
 * The calls stand in a binary heap, so that adding, moving and removing one
 * takes log n steps, and looking at the first one takes one. Calls of the
 * same time run in the order in which they were added or moved.
 *
 * A DelayedCall names a call. It is a number, not a pointer: you may keep it
 * for ever. It leads to a slot of the table, and the call's number, which no
 * other call ever gets, tells whether the slot is still used for it.
 */
#ifndef TIMERS_H
#define TIMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Timers Timers;

/* All zero names no call. */
typedef struct {
    uint64_t number;
    uint32_t slot;
} DelayedCall;

Timers *timers_new(void);

/* Drops the calls that are still to come. None may be added after this. The
   table itself goes as soon as nothing shares it any more. */
void timers_free(Timers *timers);

/* Keeps the table until timers_release(): for an object that may have to
   remove its call after the reactor has gone. Returns the table. */
Timers *timers_share(Timers *timers);

void timers_release(Timers *timers);

/* Adds a call of fn(arg) at a time in seconds. A time that is not finite
   stops the program, here and in timers_move(). */
DelayedCall timers_add(Timers *timers, double when, void (*fn)(void *arg),
                       void *arg);

/* Marks a call as the library's own business, for a trace. */
void timers_set_housekeeping(Timers *timers, DelayedCall call);

/* If the call is still to come, sets *when to its time and returns true. */
bool timers_find(const Timers *timers, DelayedCall call, double *when);

/* Gives a call another time. Returns whether it was still to come. */
bool timers_move(Timers *timers, DelayedCall call, double when);

/* Removes a call. Returns whether it was still to come. */
bool timers_remove(Timers *timers, DelayedCall call);

/* How many calls are still to come. */
size_t timers_count(const Timers *timers);

/* The time of the first call, or INFINITY if there is none. */
double timers_first(const Timers *timers);

/* Runs, in order, the calls of that time and earlier, but not those that
   they add or move while they run. */
void timers_run(Timers *timers, double now);

#endif
