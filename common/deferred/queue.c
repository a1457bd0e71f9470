/*
 * A queue is a list of stored items and a line of waiters; one of them is
 * always empty, since an item that is put goes to the first waiter, and one
 * that is asked for comes from the list.
 */
#include "queue.h"

#include "die.h"
#include "thread.h"
#include "waiters.h"
#include "xmalloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <uv.h>

typedef struct Item Item;

struct Item {
    Value value;
    Item *newer;
};

struct Queue {
    Waiters waiters;
    Item *oldest;
    Item *newest;
    size_t stored;
    size_t size;    /* the most items that may be stored */
    size_t backlog; /* the most waiters */
};

Queue *queue_new(void)
{
    thread_check("queue_new");
    return queue_new_limited(SIZE_MAX, SIZE_MAX);
}

Queue *queue_new_limited(size_t size, size_t backlog)
{
    Queue *queue = xcalloc(1, sizeof *queue);

    thread_check("queue_new_limited");
    queue->size = size;
    queue->backlog = backlog;
    return queue;
}

/* Appends an item, which the queue owns from now on. */
static void store_item(Queue *queue, Value value)
{
    Item *item = xcalloc(1, sizeof *item);

    item->value = value;
    if (queue->newest)
        queue->newest->newer = item;
    else
        queue->oldest = item;
    queue->newest = item;
    queue->stored++;
}

/* Takes an item out: its Value belongs to the caller again. */
static Value take_oldest(Queue *queue)
{
    Item *item = queue->oldest;
    Value value = item->value;

    queue->oldest = item->newer;
    if (!queue->oldest)
        queue->newest = NULL;
    queue->stored--;
    free(item);
    return value;
}

void queue_free(Queue *queue)
{
    thread_check("queue_free");
    /* The callbacks of the waiters run here, and may put further items: we
       free the items after that. */
    waiters_cancel_all(&queue->waiters);
    while (queue->stored > 0)
        value_free(take_oldest(queue));
    free(queue);
}

int queue_put(Queue *queue, Value item)
{
    thread_check("queue_put");
    if (item.kind == VALUE_DEFERRED)
        die("queue_put: the item is a Deferred; put its result");
    /* While there are waiters nothing is stored, so this item is the oldest
       one, too. */
    if (queue->waiters.count > 0) {
        waiters_fire(&queue->waiters, item);
    } else if (queue->stored < queue->size) {
        store_item(queue, item);
    } else {
        value_free(item); /* given to us, also if we refuse it */
        return UV_ENOBUFS;
    }
    return 0;
}

Deferred *queue_get(Queue *queue)
{
    thread_check("queue_get");
    if (queue->stored > 0)
        return deferred_succeed(take_oldest(queue));
    if (queue->waiters.count == queue->backlog)
        return deferred_fail(value_failure(
            UV_ENOBUFS, "%zu wait for this queue already", queue->backlog));
    return waiters_add(&queue->waiters);
}

size_t queue_stored(const Queue *queue)
{
    thread_check("queue_stored");
    return queue->stored;
}

size_t queue_waiting(const Queue *queue)
{
    thread_check("queue_waiting");
    return queue->waiters.count;
}
