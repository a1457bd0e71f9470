/*
 * Timers: the functions to call and their times, the earliest first.
 *
 * It is only a table: it reads no clock and waits for nothing. The reactor
 * puts calls in, asks when the first one is due, and runs those that are.
 *
 * The table is a binary heap: adding, moving or removing a call takes log n
 * steps, and looking at the first one takes one. Calls of the same time run in
 * the order in which they were added or moved.
 *
 * A DelayedCall names a call. It is a number, not a pointer: you may keep it
 * for ever. It leads to a slot of the table. No other call ever gets the same
 * number, so the number tells whether the slot still belongs to your call.
 *
 * As a user of the reactor you need DelayedCall alone: reactor.h and
 * delayed_call.h have the functions. Those here are for the library, on the
 * reactor's thread.
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

/* Makes an empty table with one owner, which frees it with timers_free(). */
Timers *timers_new(void);

/* Drops the calls that are still to come. Add none after this. The table
   itself is freed when the last timers_release() has come. */
void timers_free(Timers *timers);

/* Keeps the table until timers_release(): for an object that may have to
   remove its call after reactor_free(). Returns the table. */
Timers *timers_share(Timers *timers);

/* Gives up one share. */
void timers_release(Timers *timers);

/* Adds a call of fn(arg) at a time in seconds, on any clock: that of
   timers_run(). A time that is not finite stops the program, here and in
   timers_move(). */
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

/* Returns the number of calls that are still to come. */
size_t timers_count(const Timers *timers);

/* Returns the time of the first call in seconds, or INFINITY if there is
   none. */
double timers_first(const Timers *timers);

/* Runs the calls of the time now and earlier, in order, but not those that
   they add or move while they run. */
void timers_run(Timers *timers, double now);

#endif
