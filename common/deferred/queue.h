/*
 * Queue: items on one side, waiters on the other.
 *
 * queue_put() hands an item to the waiter that has waited longest; if there is
 * no waiter, it stores the item. queue_get() fires at once with the oldest
 * item stored, or when the next one is put. A waiter that is not interested
 * any more (a client that has left) cancels its Deferred, and the next item
 * goes to another: none is lost.
 *
 * A queue may be given two limits: how many items it stores, and how many
 * waiters it has. An item or a waiter over its limit is refused at once.
 */
#ifndef QUEUE_H
#define QUEUE_H

#include "deferred.h"

typedef struct Queue Queue;

/* Makes a queue without limits. */
Queue *queue_new(void);

/* Makes a queue that stores at most size items, while at most backlog
   Deferreds wait. Either may be 0: a queue of size 0 only hands on. */
Queue *queue_new_limited(size_t size, size_t backlog);

/* Frees a queue and the items in it. All waiters get UV_ECANCELED, and must
   not try again. */
void queue_free(Queue *queue);

/* Takes an item and hands it on, or stores it. Returns 0, or UV_ENOBUFS if
   the queue is full: then the item is freed. A failure as the item fails
   the Deferred that gets it; a Deferred stops the program. */
int queue_put(Queue *queue, Value item);

/* Asks for an item. If there are too many waiters already, the Deferred that
   is returned has failed with UV_ENOBUFS. To cancel one that has not fired is
   to give up the place in line. */
Deferred *queue_get(Queue *queue);

/* How many items are stored, and how many Deferreds wait; one of them is
   always 0. */
size_t queue_stored(const Queue *queue);
size_t queue_waiting(const Queue *queue);

#endif
