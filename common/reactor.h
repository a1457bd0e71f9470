/*
 * Reactor: the loop that calls you back.
 *
 * A program makes one reactor, hands it to what needs it, and runs it. The
 * reactor sleeps until something happens (a connection, a time that has
 * come, a signal), calls the function that waits for it, and sleeps again.
 * All callbacks run on the one thread that called reactor_run(), one after
 * the other: while one of them runs, nothing else does. So none may wait.
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

#include <uv.h>

typedef struct Reactor Reactor;

/* Names a delayed call. It is a number, not a pointer: it may be copied and
   kept for ever, and is never dangling. All zero names none. */
typedef struct {
    uint32_t slot;
    uint32_t generation;
} DelayedCall;

Reactor *reactor_new(void);
Reactor *reactor_new_fake(void);

/* Frees a reactor that does not run: closes what is its own, drops calls
   that are still to come, and reports failures that nobody handled. */
void reactor_free(Reactor *reactor);

uv_loop_t *reactor_loop(Reactor *reactor);

/* Runs callbacks until reactor_stop() has done its work, or until nothing
   is left that could call back: no listener, no call to come. Returns 0. */
int reactor_run(Reactor *reactor);

/* Begins the end: fires the shutdown triggers, phase by phase, then stops
   the loop. Stopping twice is harmless. */
void reactor_stop(Reactor *reactor);

/* Seconds on a clock that never goes back; only differences mean anything.
   Fresh at each call, not once a turn as uv_now(). */
double reactor_seconds(Reactor *reactor);

/* Calls fn(arg) once, in that many seconds, never earlier, and never from
   inside this call, not even for 0. Seconds below 0 stop the program. */
DelayedCall reactor_call_later(Reactor *reactor, double seconds,
                               void (*fn)(void *arg), void *arg);
