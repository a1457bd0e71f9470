/*
 * The steps of a Deferred are a queue in an array, added at its end and run
 * from `first`. A few have room in the Deferred itself, which steps.h does
 * inline. Here is the rare case: there are more, and they move to memory of
 * their own.
 */
#include "steps.h"

#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

void steps_init(Steps *queue)
{
    queue->steps = queue->inside;
    queue->first = 0;
    queue->end = 0;
    queue->room = STEPS_IN_PLACE;
}

void steps_free(Steps *queue)
{
    if (queue->steps != queue->inside)
        free(queue->steps);
}

/* Moves what is left to the front, into twice the room if more than half of
   it is in use. So each step is moved a bounded number of times. */
void steps_grow(Steps *queue)
{
    size_t left = queue->end - queue->first;
    Step *steps = queue->steps;

    if (left > queue->room / 2) {
        queue->room *= 2;
        steps = xmalloc(queue->room * sizeof *steps);
    }
    memmove(steps, queue->steps + queue->first, left * sizeof *steps);
    if (steps != queue->steps)
        steps_free(queue);
    queue->steps = steps;
    queue->first = 0;
    queue->end = left;
}
