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
 * The function runs on another thread, while the reactor goes on. Its result
 * comes back to the reactor's thread, and the Deferred fires there.
 *
 * In such a function you may use the argument, make Values, and keep() some
 * until it ends. Everything else in this library belongs to the reactor's
 * thread: Deferreds, requests, the client. To call something there, use
 * reactor_call_from_thread() or blocking_call_from_thread().
 *
 * You cannot stop a thread. If you cancel the Deferred, it fails at once with
 * UV_ECANCELED; a function that has begun runs on, and its result is dropped;
 * one that has not begun never runs. So the argument is a Value, which lives
 * as long as the function works with it, and not a pointer to something that
 * goes with the Deferred.
 *
 * The threads are those of libuv's pool, four of them. More work waits in a
 * queue. If four functions wait for something that never comes, all other
 * work waits with them.
 *
 * This is Twisted's set: deferToThread, blockingCallFromThread and
 * suggestThreadPoolSize.
 */
#ifndef THREADS_H
#define THREADS_H

#include "reactor.h"

/* Is lent its argument, and returns a result, but not a Deferred. It may
   return the argument, but nothing else that is only lent to it. */
typedef Value ThreadFunction(Value arg);

/* Runs fn(arg) on a thread of the pool. The Deferred, which you own, fires
   with the result of fn, which may be a failure. Takes arg. reactor_free()
   cancels the work that has not ended, and waits for functions that have
   begun. */
Deferred *defer_to_thread(Reactor *reactor, ThreadFunction *fn, Value arg);

/* Calls fn(none, arg) on the reactor's thread and waits for the result, even
   if that is a Deferred. Call it only in a function of defer_to_thread();
   elsewhere it stops the program. The result is lent until that function
   ends. Fails with UV_ECANCELED when the reactor is freed. Do not keep the
   result of fn on the reactor's thread: a Value has its owners on one
   thread. */
Value blocking_call_from_thread(Callback *fn, void *arg);

/* Starts the pool with this number of threads, 1 to 1024 (any other stops the
   program), unless UV_THREADPOOL_SIZE in the environment gives another one.
   Returns 0, or UV_EBUSY if the pool works already: call it first in main. It
   may fail with another UV_E* if there is no descriptor left. (On a system
   without /proc it cannot tell whether the pool works, and returns 0.) */
int threads_suggest_size(unsigned count);

#endif
