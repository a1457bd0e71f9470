/*
 * Waiters: a line, in which the first has waited longest.
 *
 * Lock, semaphore and queue all have such a line. Each waiter holds a
 * Deferred, which fires when it is its turn. A waiter that cancels its
 * Deferred leaves the line at once, wherever it stands, so that the next
 * result goes to one that is still there.
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

/* Adds a waiter at the end of the line. The waiting end of its Deferred is the
   caller's; if that is canceled, it fails with UV_ECANCELED. */
Deferred *waiters_add(Waiters *waiters);

/* Fires the Deferred of the first in line with the result, which it takes.
   There must be one (count). */
void waiters_fire(Waiters *waiters, Value result);

/* Fails the Deferreds of all waiters with UV_ECANCELED, and of those that are
   added while this runs. */
void waiters_cancel_all(Waiters *waiters);

#endif
