/*
 * The parts of a reactor, for its two files: reactor.c has the loop, and
 * reactor_calls.c the calls to come. Each field has one writer, whose name
 * stands above it. All other files use reactor.h or reactor_inside.h.
 */
#ifndef REACTOR_STATE_H
#define REACTOR_STATE_H

#include "alarm.h"
#include "mailbox.h"
#include "reactor_inside.h"

typedef enum {
    REACTOR_IDLE,
    REACTOR_STOPPING, /* the triggers of reactor_stop() run */
    REACTOR_STOPPED,  /* they have run: the loop ends */
} ReactorState;

struct Reactor {
    /* reactor.c sets these when it makes the reactor: */
    uv_loop_t loop;
    uv_async_t wake; /* any other thread and a signal handler may send it */
    Timers *timers;
    Triggers *triggers;
    Mailbox *mailbox;
    bool is_fake; /* the clock */

    /* alarm.c, if the clock is real: */
    Alarm alarm;

    /* threads.c: */
    void *jobs;

    /* reactor.c, in reactor_run() and reactor_stop(): */
    ReactorState state;
    bool running;

    /* reactor_calls.c, in reactor_advance(): */
    double fake_time; /* seconds */
};

#endif
