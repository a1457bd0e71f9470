/*
 * Reactor: the loop that calls you back.
 *
 * A program makes one reactor, hands it to what needs it, and runs it. The
 * reactor sleeps until something happens (a connection, a time that has
 * come, a signal), calls the function that waits for it, and sleeps again.
 * All callbacks run on the one thread that called reactor_run(), one after
 * the other: while one of them runs, nothing else does. So none may wait.
 * The functions here are for that thread too, all but one.
 *
 * Underneath it is a uv_loop_t, which reactor_loop() gives to code that
 * uses libuv itself.
 *
 * Tests make a reactor with a fake clock: its time stands still until
 * reactor_advance() moves it, so a test of two hours takes no time.
 */
#ifndef REACTOR_H
#define REACTOR_H

#include "deferred.h"
#include "timers.h"
#include "triggers.h"

#include <uv.h>

typedef struct Reactor Reactor;

/* Makes a reactor, and lets the program ignore SIGPIPE. If the standard input,
   output or error is closed, it is opened as /dev/null. A reactor needs room
   for 16 descriptors: if there is less, it says so on stderr and exits with
   status 1. */
Reactor *reactor_new(void);

/* The same with a clock that begins at 0 and that only reactor_advance()
   moves. */
Reactor *reactor_new_fake(void);

/* Frees a reactor that does not run: fires the triggers of the phase "free",
   closes its own handles, waits for the work that other code has given to
   libuv's threads, drops calls that are still to come, and reports failures
   that were not handled. A handle of other code that is still open stops the
   program. If a call is dropped, the Deferred that it would have fired never
   fires, and the memory that it would have freed stays: cancel it first. */
void reactor_free(Reactor *reactor);

/* The loop underneath. It lives as long as the reactor. */
uv_loop_t *reactor_loop(Reactor *reactor);

/* Runs callbacks until reactor_stop() has done its work, or until nothing
   is left that could call back: no listener, no call to come (on a fake
   clock such calls do not count). Meanwhile the first SIGINT or SIGTERM is a
   reactor_stop(), and a second one ends the program (signals.h). */
void reactor_run(Reactor *reactor);

/* Begins the end: fires the shutdown triggers, phase by phase, then stops
   the loop, for good. Stopping twice is harmless. */
void reactor_stop(Reactor *reactor);

/* Whether reactor_stop() has been called. */
bool reactor_stopping(const Reactor *reactor);

/* Adds a trigger of reactor_stop() or reactor_free() (triggers.h). Returns
   its number. */
unsigned reactor_add_trigger(Reactor *reactor, TriggerPhase phase,
                             Callback *fn, void *arg);

/* Removes one. Returns 0, or UV_ENOENT if it has run or has been removed. */
int reactor_remove_trigger(Reactor *reactor, unsigned number);

/* Seconds on a clock that never goes back; only differences mean anything.
   Fresh at each call, not once a turn as uv_now(). */
double reactor_seconds(const Reactor *reactor);

/* Calls fn(arg) once, in that many seconds, never earlier, and never from
   inside this function, not even for 0. If a call schedules another one for 0
   seconds, that one runs in a later turn of the loop. Seconds below 0, or
   not finite, stop the program. With delayed_call.h the call can be canceled
   or put off. */
DelayedCall reactor_call_later(Reactor *reactor, double seconds,
                               void (*fn)(void *arg), void *arg);

/* How many calls are still to come. */
size_t reactor_calls(const Reactor *reactor);

/* Calls fn(arg) on the reactor's thread, in the order of these calls. This
   is the one function here that any thread may call, as long as the reactor
   lives. It does not keep reactor_run() from returning. */
void reactor_call_from_thread(Reactor *reactor, void (*fn)(void *arg),
                              void *arg);

/* Moves a fake clock forward, then runs the calls that are due, also those
   that they schedule meanwhile, until none is due: one that always schedules
   another for 0 seconds keeps it from returning. Seconds below 0, and a time
   that is not finite, stop the program. */
void reactor_advance(Reactor *reactor, double seconds);

/* Advances by each of count steps, in seconds. */
void reactor_pump(Reactor *reactor, const double *steps, size_t count);

#endif
