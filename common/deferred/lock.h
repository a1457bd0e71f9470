/*
 * Lock: one at a time. Semaphore: so many at a time.
 *
 * On one thread, code that does not wait needs no lock: nothing else runs
 * until it returns. But what reads a number, awaits something and writes
 * the number back may find that another did the same meanwhile. A lock
 * keeps the others out until the first one is through:
 *
 *     return value_deferred(lock_run(lock, transfer, account));
 *
 * A semaphore has more than one token to give, so it limits how much goes
 * on at once without stopping at one. At most five downloads run here:
 *
 *     Semaphore *five = semaphore_new(5);
 *
 *     for (int i = 0; i < 100; i++)
 *         downloads[i] = semaphore_run(five, download, urls[i]);
 *
 * Whoever finds no token waits in line, and each one that is released goes to
 * the one who has waited longest. A coroutine that acquires and releases by
 * hand lets keep_finally() do the release, so that the token comes back
 * however the coroutine ends.
 */
#ifndef LOCK_H
#define LOCK_H

#include "deferred.h"

typedef struct Semaphore Semaphore;

/* Makes a semaphore of that many tokens. Fewer than one stop the program. */
Semaphore *semaphore_new(int tokens);

/* Frees a semaphore. Whoever waits for a token gets UV_ECANCELED, and must
   not try again. Whoever has a token still releases it: the memory goes
   with the last one. */
void semaphore_free(Semaphore *semaphore);

/* Asks for a token. The Deferred fires, with nothing, when it is yours.
   Cancelling a Deferred that has not fired leaves the line. */
Deferred *semaphore_acquire(Semaphore *semaphore);

/* Gives a token back, at once to the one who has waited longest. One more
   than were acquired stops the program. */
void semaphore_release(Semaphore *semaphore);

/* Acquires a token, calls fn(value_none(), arg), and releases the token
   when the result of that is there, also if it is a failure. The Deferred
   fires with the result. Cancelled before the token is there, it does not
   call fn; after that, it cancels the Deferred that fn returned. */
Deferred *semaphore_run(Semaphore *semaphore, Callback *fn, void *arg);

/* How many tokens are free. */
int semaphore_tokens(const Semaphore *semaphore);

/* A lock is a semaphore of one token; these do the same as those above. */
typedef Semaphore Lock;

Lock *lock_new(void);
void lock_free(Lock *lock);
Deferred *lock_acquire(Lock *lock);

/* A lock that is not locked stops the program. */
void lock_release(Lock *lock);

Deferred *lock_run(Lock *lock, Callback *fn, void *arg);

/* Whether somebody has it. */
bool lock_is_locked(const Lock *lock);

#endif
