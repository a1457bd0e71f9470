/*
 * Threads: for work that blocks, or computes for long.
 *
 *     static Value slow(Value seconds)
 *     {
 *         sleep((unsigned)as_int(seconds));
 *         return value_textf("slept for %" PRId64, as_int(seconds));
 *     }
 *
 *     return value_deferred(defer_to_thread(reactor, slow, value_int(2)));
 *
 * The function runs on another thread, while the reactor goes on; what it
 * returns comes back to the reactor's thread, where the Deferred fires.
 *
 * Such a function may use what it has been lent, make Values, and keep()
 * some until it ends. All else in this library belongs to the reactor's
 * thread: Deferreds, requests, the client. It may reach over there with
 * reactor_call_from_thread() and blocking_call_from_thread().
 *
 * A thread cannot be stopped. When the Deferred is cancelled it fails at
 * once with UV_ECANCELED; a function that has begun runs on, and what it
 * returns is dropped; one that has not will never run. So the argument is a
 * Value, which lives as long as the function works with it, and not a
 * pointer to something that goes with the Deferred.
 *
 * The threads are those of libuv's pool, four of them. More work than that
 * waits in a queue; so does all of it while four functions wait for
 * something that never comes.
 */
#ifndef THREADS_H
#define THREADS_H

#include "reactor.h"

/* Is lent its argument, and returns a result: not a Deferred, and not what
   it has only been lent, but for the argument itself. */
typedef Value ThreadFunction(Value arg);

/* Runs fn(arg) on a thread of the pool, and fires with what it returns, which
   may be a failure. Takes arg. reactor_free() cancels what has not ended,
   and waits for functions that have begun. */
Deferred *defer_to_thread(Reactor *reactor, ThreadFunction *fn, Value arg);

/* Calls fn(none, arg) on the reactor's thread and waits for the result, also
   if that is a Deferred. For functions run by defer_to_thread() only; the
   result is lent until that function ends. Fails with UV_ECANCELED when the
   reactor is freed. What fn returns must not be kept by others: a Value has
   its owners on one thread. */
Value blocking_call_from_thread(Callback *fn, void *arg);

/* Lets the pool have so many threads, 1 to 1024, unless the environment says
   otherwise (UV_THREADPOOL_SIZE). Returns 0, or UV_EBUSY when the pool has
   begun to work: call it first in main. */
int threads_suggest_size(unsigned count);

#endif
