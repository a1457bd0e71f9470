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
 * Such a function may use its argument, make Values, and keep() some until it
 * ends. Everything else in this library belongs to the reactor's thread:
 * Deferreds, requests, the client. To call something there, use
 * reactor_call_from_thread() or blocking_call_from_thread().
 *
 * A thread cannot be stopped. When the Deferred is canceled it fails at
 * once with UV_ECANCELED; a function that has begun runs on, and its result
 * is dropped; one that has not will never run. So the argument is a Value,
 * which lives as long as the function works with it, and not a pointer to
 * something that goes with the Deferred.
 *
 * The threads are those of libuv's pool, four of them. If there is more work,
 * it waits in a queue; so does all of it while four functions wait for
 * something that never comes.
 *
 * This is Twisted's set: deferToThread, blockingCallFromThread and
 * suggestThreadPoolSize.
 */
#ifndef THREADS_H
#define THREADS_H

#include "reactor.h"

/* Is lent its argument, and returns a result: not a Deferred. It may return
   the argument, but nothing else that it has only been lent. */
typedef Value ThreadFunction(Value arg);

/* Runs fn(arg) on a thread of the pool, and fires with what it returns, which
   may be a failure. Takes arg. reactor_free() cancels the work that has not
   ended, and waits for functions that have begun. */
Deferred *defer_to_thread(Reactor *reactor, ThreadFunction *fn, Value arg);

/* Calls fn(none, arg) on the reactor's thread and waits for the result, also
   if that is a Deferred. For functions run by defer_to_thread() only; the
   result is lent until that function ends. Fails with UV_ECANCELED when the
   reactor is freed. What fn returns must not be kept by others: a Value has
   its owners on one thread. */
Value blocking_call_from_thread(Callback *fn, void *arg);

/* Lets the pool have that many threads, 1 to 1024, unless the environment says
   otherwise (UV_THREADPOOL_SIZE). The pool starts with it. Returns 0, or
   UV_EBUSY if the pool works already: call it first in main. (Where there is
   no /proc it cannot find out, and returns 0.) */
int threads_suggest_size(unsigned count);

#endif
