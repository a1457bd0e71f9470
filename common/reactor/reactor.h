/*
 * Reactor: the loop that calls you back.
 *
 * You make one reactor, hand it to the code that needs it, and run it. The
 * reactor sleeps until something happens (a connection, a time that has
 * come, a signal), calls the function that waits for it, and sleeps again.
 * All callbacks run on the one thread that called reactor_run(), one after
 * the other: while one of them runs, nothing else does. So none may wait.
 * Call the functions here on that thread too, all but
 * reactor_call_from_thread().
 *
 * Under it runs a uv_loop_t. If you use libuv itself, reactor_loop() gives it
 * to you.
 *
 * In a test you make a reactor with a fake clock. Its time moves only when
 * you call reactor_advance(), so a test of two hours takes no time.
 */
#ifndef REACTOR_H
#define REACTOR_H

#include "deferred.h"
#include "timers.h"
#include "triggers.h"

#include <uv.h>

typedef struct Reactor Reactor;

/* Makes a reactor, which you free with reactor_free(). From then on the
   program ignores SIGPIPE; and if its standard input, output or error is
   closed, this opens it as /dev/null. A reactor needs room for 16
   descriptors: if there is less, this prints a sentence to stderr and exits
   with status 1. */
Reactor *reactor_new(void);

/* The same with a clock that starts at 0 seconds, and that only
   reactor_advance() moves. */
Reactor *reactor_new_fake(void);

/* Frees a reactor that does not run: fires the triggers of the phase "free",
   closes its own handles, waits for the work that other code has given to
   libuv's threads, drops calls that are still to come, and reports failures
   that were not handled. If you have left a handle of your own open, it stops
   the program. A call that is dropped does not fire its Deferred or free its
   memory: cancel it first. */
void reactor_free(Reactor *reactor);

/* Returns the libuv loop. It belongs to the reactor, and lives as long. */
uv_loop_t *reactor_loop(Reactor *reactor);

/* Runs callbacks until reactor_stop() has done its work, or until nothing
   is left that could call back: no listener, no call to come (on a fake
   clock such calls do not count). While it runs, the first SIGINT or SIGTERM
   calls reactor_stop(), and a second one ends the program (signals.h). */
void reactor_run(Reactor *reactor);

/* Begins the end: fires the shutdown triggers, phase by phase, then stops
   the loop, for good. Stopping twice is harmless. */
void reactor_stop(Reactor *reactor);

/* Returns whether reactor_stop() has been called. */
bool reactor_stopping(const Reactor *reactor);

/* Adds a trigger of reactor_stop() or reactor_free() (triggers.h). Returns
   its number, from 1. */
unsigned reactor_add_trigger(Reactor *reactor, TriggerPhase phase,
                             Callback *fn, void *arg);

/* Removes one. Returns 0, or UV_ENOENT if it has run or has been removed. */
int reactor_remove_trigger(Reactor *reactor, unsigned number);

/* Returns the seconds on a clock that never goes back. Only the difference of
   two times means anything. Each call reads the clock, while uv_now() gives
   you the time at which the loop woke. */
double reactor_seconds(const Reactor *reactor);

/* Calls fn(arg) once, after this number of seconds or a little later, never
   earlier, and never from inside this function, not even for 0. If a call
   schedules another one for 0 seconds, that one runs in a later turn of the
   loop. Seconds below 0, or not finite, stop the program. You own arg. With
   delayed_call.h you can cancel the call or put it off. */
DelayedCall reactor_call_later(Reactor *reactor, double seconds,
                               void (*fn)(void *arg), void *arg);

/* Returns the number of calls that are still to come. */
size_t reactor_calls(const Reactor *reactor);

/* Lets the reactor's thread call fn(arg). The calls of one thread run in their
   order. This is the one function here that any thread may call, while the
   reactor lives. It does not keep reactor_run() from returning: a call that
   has not run when the reactor is freed is dropped. */
void reactor_call_from_thread(Reactor *reactor, void (*fn)(void *arg),
                              void *arg);

/* Moves a fake clock forward, then runs the calls that are due, and those that
   they schedule meanwhile, until none is due: a call that always schedules
   another for 0 seconds keeps it from returning. Seconds below 0, a time that
   is not finite, or a real clock stop the program. */
void reactor_advance(Reactor *reactor, double seconds);

/* Advances a fake clock count times, by each of the steps, in seconds. */
void reactor_pump(Reactor *reactor, const double *steps, size_t count);

#endif
