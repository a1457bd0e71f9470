/*
 * For the tests of threads: a reactor, and wait_for(), which checks that a
 * Deferred fires on the reactor's thread.
 */
#ifndef THREADS_SETUP_H
#define THREADS_SETUP_H

#include "threads.h"

#include "event_notes.h"
#include "keep.h"
#include "nothing_left.h"

#include <pthread.h>
#include <semaphore.h>

static Reactor *reactor;
static pthread_t reactor_thread;
static sem_t begun, leave; /* of functions that wait for the test */

static inline void start_reactor(void)
{
    sem_init(&begun, 0, 0);
    sem_init(&leave, 0, 0);
    reactor = reactor_new();
    reactor_thread = pthread_self();
}

static inline bool is_here(void)
{
    return pthread_equal(pthread_self(), reactor_thread);
}

static inline void receive(Value result, void *slot)
{
    CHECK(is_here());
    *(Value *)slot = value_copy(result);
}

/* Gives d away; the result is lent until the test ends. */
static inline Value wait_for(Deferred *d)
{
    Value result = {.kind = VALUE_DEFERRED};

    deferred_deliver(d, receive, &result);
    while (result.kind == VALUE_DEFERRED)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
    return keep(result);
}

static inline int failure_of(Deferred *d)
{
    return as_failure(wait_for(d))->code;
}

static inline void note_outcome(Value result, void *unused)
{
    note("%s", failed(result) ? failure_name(as_failure(result)->code)
                              : value_kind_name(result));
}

#endif
