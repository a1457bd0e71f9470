/*
 * Lock: one at a time. Semaphore: a few at a time.
 *
 * On one thread, code that does not wait needs no lock: nothing else runs
 * until it returns. But a function that reads a number, awaits something and
 * writes the number back may find that another did the same meanwhile. A lock
 * keeps the others out until the first one has finished:
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
 * If no token is free, you wait in line; each token that is released goes to
 * the waiter that has waited longest. If a coroutine acquires and releases by
 * hand, let keep_finally() do the release: then the token comes back however
 * the coroutine ends.
 */
#ifndef LOCK_H
#define LOCK_H

#include "deferred.h"

typedef struct Semaphore Semaphore;

/* Makes a semaphore with this number of tokens, of which all are free. Fewer
   than one stop the program. */
Semaphore *semaphore_new(int tokens);

/* Frees a semaphore. All waiters get UV_ECANCELED, and must not try again.
   Tokens that are in use are still released: the memory goes with the last
   one. */
void semaphore_free(Semaphore *semaphore);

/* Asks for a token. The Deferred fires, with nothing, when it is yours.
   To cancel a Deferred that has not fired is to leave the line. */
Deferred *semaphore_acquire(Semaphore *semaphore);

/* Gives a token back; the waiter that has waited longest gets it at once. To
   release more than were acquired stops the program. */
void semaphore_release(Semaphore *semaphore);

/* Acquires a token, calls fn(value_none(), arg), and releases the token
   when the result of that is there, also if it is a failure. The Deferred
   fires with the result. If it is canceled before the token is there, fn is
   not called; after that, the Deferred that fn returned is canceled. */
Deferred *semaphore_run(Semaphore *semaphore, Callback *fn, void *arg);

/* How many tokens are free. */
int semaphore_tokens(const Semaphore *semaphore);

/* A lock is a semaphore of one token; these do the same as those above. */
typedef Semaphore Lock;

Lock *lock_new(void);
void lock_free(Lock *lock);
Deferred *lock_acquire(Lock *lock);

/* To release a lock that is not locked stops the program. */
void lock_release(Lock *lock);

Deferred *lock_run(Lock *lock, Callback *fn, void *arg);

/* Whether it is acquired. */
bool lock_is_locked(const Lock *lock);

#endif
