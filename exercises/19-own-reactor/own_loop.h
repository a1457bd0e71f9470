/*
 * Own loop: the core of a reactor, in a dozen functions. In exercise 19 you
 * write six of them; the bridge to libuv's functions (bridge.h) calls them.
 *
 * A loop has two lists: calls to make at a given time, the earliest first, and
 * descriptors to watch. One turn of it is
 *
 *     loop_poll(loop, loop_time_out(loop, loop_seconds()));
 *     loop_run_calls(loop, loop_seconds());
 *
 * It sleeps in poll() until a descriptor is ready or the first call is due,
 * calls the functions of the descriptors that are ready, then makes the calls
 * whose time has come.
 *
 * Times are seconds on the clock of loop_seconds(), and are passed in, so that
 * a test of a month takes no time.
 *
 * You may use the loop in a callback as at any other time: add and cancel
 * calls, watch and unwatch descriptors, the callback's own and others. Only do
 * not turn or free the loop itself in one.
 */
#ifndef OWN_LOOP_H
#define OWN_LOOP_H

#include <poll.h>
#include <stdint.h>

typedef struct Loop Loop;

/* Gets the events that have happened, as one number: POLLIN, POLLOUT, or,
   unasked, POLLERR, POLLHUP, POLLNVAL. */
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

/* Takes a call back. A call that was made or taken back already is no error.
   */
void loop_cancel(Loop *loop, uint64_t number);

/* Makes the calls that are due at the time now, in order. A call that they add
   waits for the next turn, even if it is due at once. */
void loop_run_calls(Loop *loop, double now);

/* How long poll() may sleep at the time now, in whole milliseconds: until the
   first call, and not a part of a millisecond less; 0 if that is due; -1,
   which is forever, if there is none. A time that is too long for an int is
   INT_MAX. */
int loop_time_out(const Loop *loop, double now);

/* Calls fn(happened, arg) in each turn in which one of the events (POLLIN,
   POLLOUT) has happened to the descriptor. Only one can watch it at a time. */
void loop_watch(Loop *loop, int fd, short events, LoopReady *fn, void *arg);

/* Ends that at once: an event that poll() has already reported is dropped.
   Call it before you close the descriptor. */
void loop_unwatch(Loop *loop, int fd);

/* Sleeps until a descriptor is ready, a signal comes or the time is over, then
   calls the function of each ready descriptor once. */
void loop_poll(Loop *loop, int milliseconds);

/* One turn, as above. */
void loop_turn(Loop *loop);

/* Turns until loop_stop(), or until nothing is left that could call back. */
void loop_run(Loop *loop);

/* Lets loop_run() return at the end of this turn. */
void loop_stop(Loop *loop);

#endif
