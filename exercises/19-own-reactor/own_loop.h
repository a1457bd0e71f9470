/*
 * Own loop: the inside of a reactor, in a dozen functions. Exercise 19 is to
 * write six of them; the bridge to libuv's functions (bridge.h) stands on
 * them.
 *
 * A loop has two lists: calls that are to be made at a time, the earliest
 * first, and descriptors that are watched. One turn of it is
 *
 *     loop_poll(loop, loop_time_out(loop, loop_seconds()));
 *     loop_run_calls(loop, loop_seconds());
 *
 * It sleeps in poll() until a descriptor is ready or the first call is due,
 * calls those who wait for a descriptor that is ready, then makes the calls
 * whose time has come.
 *
 * Times are seconds on the clock of loop_seconds(), and are handed in: so a
 * test of a month takes no time.
 *
 * While the loop calls back it can be used as at any other time: a callback
 * may add and cancel calls, and watch and unwatch descriptors, its own and
 * those of others. Only the loop itself must not be turned or freed in one.
 */
#ifndef OWN_LOOP_H
#define OWN_LOOP_H

#include <poll.h>
#include <stdint.h>

typedef struct Loop Loop;

/* Is told what has happened: POLLIN, POLLOUT, or, without being asked for,
   POLLERR, POLLHUP, POLLNVAL, in one number. */
typedef void LoopReady(int happened, void *arg);

Loop *loop_new(void);

/* Drops the calls that are still to come. Closes no descriptor. */
void loop_free(Loop *loop);

/* Seconds on a clock that never goes back, fresh at each call. */
double loop_seconds(void);

/* Calls fn(arg) once, at that time or soon after, never from inside this
   function. Calls of the same time are made in the order in which they were
   added. Returns the call's number, which is never 0. */
uint64_t loop_call_at(Loop *loop, double when, void (*fn)(void *arg),
                      void *arg);

/* Takes a call back; one that was made or taken back already is no error. */
void loop_cancel(Loop *loop, uint64_t number);

/* Makes the calls that are due at the time now, in order. What they add waits
   for the next turn, even if it is due at once. */
void loop_run_calls(Loop *loop, double now);

/* How long poll() may sleep at the time now, in whole milliseconds: until the
   first call, and not a part of a millisecond less; 0 if that is due; -1,
   which is for ever, if there is none. A time that is too long for an int is
   INT_MAX. */
int loop_time_out(const Loop *loop, double now);

/* Calls fn(happened, arg) in each turn in which one of the events (POLLIN,
   POLLOUT) has happened to the descriptor. Only one can watch it at a time. */
void loop_watch(Loop *loop, int fd, short events, LoopReady *fn, void *arg);

/* Ends that, at once: what poll() has reported of it already is not told any
   more. To be called before the descriptor is closed. */
void loop_unwatch(Loop *loop, int fd);

/* Sleeps until a descriptor is ready, a signal has come or the time is over,
   and calls each one that is ready once. */
void loop_poll(Loop *loop, int milliseconds);

/* One turn, as above. */
void loop_turn(Loop *loop);

/* Turns until loop_stop(), or until nothing is left that could call back. */
void loop_run(Loop *loop);

/* Lets loop_run() return at the end of this turn. */
void loop_stop(Loop *loop);

#endif
