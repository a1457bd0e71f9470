/*
 * Steps: what a Deferred still has to do, first in, first out.
 *
 * A step is taken out before it runs, so that a callback may add steps
 * while it runs. Both ends cost the same however many steps there are.
 */
#ifndef STEPS_H
#define STEPS_H

#include "deferred.h"

/* Lend the result to a callback; lend it to the receiver that the Deferred
   was given to; or pass it on to the Deferred that waits for it. */
typedef enum { STEP_CALL, STEP_DELIVER, STEP_PASS_ON } StepKind;

typedef struct {
    StepKind kind;
    union {
        Callback *callback; /* STEP_CALL, with a good result; or NULL */
        Receiver *receiver;
        Deferred *waiter;
    } to;
    Callback *errback; /* STEP_CALL, with a failure; or NULL */
    void *arg;
} Step;

enum { STEPS_IN_PLACE = 4 }; /* most chains need no array of their own */

typedef struct {
    Step *steps; /* those from first up to end are left */
    size_t first;
    size_t end;
    size_t room;
    Step inside[STEPS_IN_PLACE];
} Steps;

/* Makes it empty. It holds a pointer into itself: do not move it. */
void steps_init(Steps *queue);

void steps_free(Steps *queue);

/* Makes room for one more. */
void steps_grow(Steps *queue);

/* These three run for each callback: as calls they would be a fifth of the
   time that a short chain takes. */

static inline bool steps_left(const Steps *queue)
{
    return queue->first < queue->end;
}

/* Adds a step and returns it, to be filled in before anything else. */
static inline Step *steps_add(Steps *queue)
{
    if (queue->end == queue->room)
        steps_grow(queue);
    return &queue->steps[queue->end++];
}

/* Takes the oldest step; there must be one. */
static inline Step steps_take(Steps *queue)
{
    Step step = queue->steps[queue->first++];

    if (!steps_left(queue))
        queue->first = queue->end = 0;
    return step;
}

#endif
