/*
 * For the tests of LoopingCall: a loop on a fake clock. Its body notes each
 * call as "call@TIME", or as "call*COUNT@TIME" if it counts. You tell the body
 * with the variables below how to go on.
 */
#ifndef LOOPING_CALL_SETUP_H
#define LOOPING_CALL_SETUP_H

#include "looping_call.h"

#include "event_notes.h"
#include "nothing_left.h"

static Reactor *reactor;
static LoopingCall *loop;
static unsigned calls;
static unsigned stop_after; /* number of calls, if not 0 */
static unsigned wait_at;    /* that call returns a Deferred */
static unsigned fail_at;
static double body_takes; /* seconds */
static Deferred *body;    /* the firing end of the call's Deferred */

static inline Value looped(Value count, void *unused)
{
    double now = reactor_seconds(reactor);

    calls++;
    if (count.kind == VALUE_INT)
        note("call*%d@%g", (int)as_int(count), now);
    else
        note("call@%g", now);
    if (body_takes > 0)
        reactor_advance(reactor, body_takes);
    if (stop_after > 0 && calls >= stop_after)
        looping_call_stop(loop);
    if (calls == fail_at)
        return value_failure(UV_EIO, "the body failed");
    if (calls != wait_at)
        return value_text("a result that nobody wants");
    body = deferred_new();
    return value_deferred(body);
}

static inline void note_end(Value result, void *unused)
{
    if (failed(result))
        note("%s", uv_err_name(as_failure(result)->code));
    else
        note("stopped");
}

static inline void begin_test(void)
{
    reactor = reactor_new_fake();
    loop = looping_call_new(reactor, looped, NULL);
}

static inline void begin_counting(void)
{
    reactor = reactor_new_fake();
    loop = looping_call_new_counting(reactor, looped, NULL);
}

static inline void start_loop(double interval, bool now)
{
    deferred_deliver(looping_call_start(loop, interval, now), note_end, NULL);
}

/* Forgets the loop: if you have not freed it, it counts as a leak. */
static inline void free_loop(void)
{
    LoopingCall *own = loop;

    loop = NULL;
    looping_call_free(own);
}

static inline void end_test(void)
{
    free_loop();
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_free(reactor);
}

#endif
