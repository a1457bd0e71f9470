/*
 * Waiters: a line of people who wait, the longest first.
 *
 * Lock, semaphore and queue all have such a line. Each one who waits holds
 * a Deferred, and gets the result when it is his turn. Whoever cancels his
 * Deferred leaves the line at once, wherever he stands, so that what comes
 * next goes to somebody who is still there.
 */
#ifndef WAITERS_H
#define WAITERS_H

#include "deferred.h"

typedef struct Waiter Waiter;

/* An empty line is all zero. Do not move or copy one. */
typedef struct {
    Waiter *first; /* has waited longest */
    Waiter *last;
    size_t count;
} Waiters;

/* Stands at the end of the line. The waiting end of the Deferred is the
   caller's; cancelled, it fails with UV_ECANCELED. */
Deferred *waiters_add(Waiters *waiters);

/* Fires the Deferred of the first in line with the result, which it takes.
   There must be one (count). */
void waiters_fire(Waiters *waiters, Value result);

/* Sends everyone away: their Deferreds fail with UV_ECANCELED. Whoever
   comes back while this runs is sent away again. */
void waiters_cancel_all(Waiters *waiters);

#endif
