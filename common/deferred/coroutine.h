/*
 * Coroutine: a function that can wait.
 *
 * async() runs a function on a stack of its own. When the function awaits a
 * Deferred that has not fired, it stops, and the reactor runs on; when the
 * Deferred fires, the function goes on with the result. So code that
 * waits reads from top to bottom, and holds up no other.
 *
 *     static Value compare(void *arg)
 *     {
 *         const char *first = as_text(await(get_origin()));
 *         const char *second = as_text(await(get_origin()));
 *
 *         return value_textf("%s==%s", first, second);
 *     }
 *
 *     Deferred *d = async(compare, NULL);
 *
 * The Deferred from async() fires with what the function returns. A Value
 * that await() or try_await() handed out is lent until the function has
 * ended, and may be returned as it is. A failure at an await() ends the
 * function there, as an exception does, and fails its Deferred.
 *
 * If something must happen at the end, however the end comes, tell
 * keep_finally(). Its functions run when the function has ended and before the
 * Deferred fires; they cannot await.
 *
 * To cancel the Deferred from async() is to cancel the Deferred that the
 * function waits for; most often that fails with UV_ECANCELED at the await().
 * A function that catches this with try_await() goes on, and can be canceled
 * again. A cancel that comes while the function runs takes effect where it
 * waits next.
 *
 * A stack has 256 KiB, so large arrays belong elsewhere: one that is too
 * large stops the program. A coroutine that waits takes about 5 KiB of memory.
 * If it still waits when the program ends it is not resumed, and its
 * keep_finally() functions do not run: cancel it first.
 */
#ifndef COROUTINE_H
#define COROUTINE_H

#include "deferred.h"

typedef Value CoroutineBody(void *arg);

/* Runs fn(arg) as a coroutine, at once, until it ends or has to wait. The
   Deferred fires with its result. If that is a Deferred, its result is
   waited for. Fails with UV_ENOMEM when the system has no room for one more
   stack (on Linux at about 32,000). */
Deferred *async(CoroutineBody *fn, void *arg);

/* Gives d away, waits for it and returns its result, which is lent until
   the coroutine ends. A failure ends the coroutine here. Outside a
   coroutine, and in a callback, it stops the program. */
Value await(Deferred *d);

/* The same, but a failure is returned too. */
Value try_await(Deferred *d);

#endif
