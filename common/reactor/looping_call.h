/*
 * LoopingCall: calls a function again and again.
 *
 *     loop = looping_call_new(reactor, flush_cache, cache);
 *     deferred_ignore(looping_call_start(loop, 5, true));
 *
 * The calls come at whole intervals after the start, so they do not drift,
 * no matter how long the function takes. If there was no time for a call, it
 * is skipped; calls never bunch up. If the function returns a Deferred, the
 * next call waits for it. So there is never more than one at a time.
 *
 * The loop stops when you stop it, or when the function fails. The Deferred
 * of looping_call_start() fires then: with none, or with that failure.
 *
 * You may stop or free a loop at any time, from inside its function too: a
 * call that is under way then comes to its end first. Free it before its
 * reactor.
 */
#ifndef LOOPING_CALL_H
#define LOOPING_CALL_H

#include "reactor.h"

typedef struct LoopingCall LoopingCall;

/* Makes a loop that calls fn(none, arg). It does not run yet. You own it: free
   it with looping_call_free(). */
LoopingCall *looping_call_new(Reactor *reactor, Callback *fn, void *arg);

/* The same, but fn is lent an int: how many intervals have passed since the
   last call (Twisted's withCount). More than 1 means that some calls were
   skipped. It is never 0, and with an interval of 0 always 1. */
LoopingCall *looping_call_new_counting(Reactor *reactor, Callback *fn,
                                       void *arg);

/* Stops the loop and frees it, once a call under way has ended. */
void looping_call_free(LoopingCall *loop);

/* Starts to call fn every interval seconds: the first time now, inside this
   function, or after one interval. With 0 it calls once a turn of the
   reactor. The Deferred, which you own, fires when the loop has stopped;
   canceling it stops the loop, and cancels the Deferred that fn waits for.

   Fails with UV_EBUSY while a call from before the last stop is under way.
   If the loop runs already, or the interval is below 0 or not finite, it
   stops the program. */
Deferred *looping_call_start(LoopingCall *loop, double interval, bool now);

/* Stops the loop. Its Deferred fires at once, or when the call under way has
   ended. Returns 0, or UV_EALREADY if it does not run. */
int looping_call_stop(LoopingCall *loop);

/* Lets the next call come one interval from now, and those after it count
   from there. Changes nothing while a call is under way. Returns 0, or
   UV_EALREADY if the loop does not run. */
int looping_call_reset(LoopingCall *loop);

/* Returns whether the loop has been started and has not stopped. */
bool looping_call_running(const LoopingCall *loop);

#endif
