/*
 * The loop: the reactor joins the parts of this room round one uv_loop_t. They
 * are the table of calls (timers.c) and the alarm that runs them, the triggers
 * for the end, the mailbox for other threads, and the signals. Each part is a
 * file of its own that knows nothing of the others; here you see how they work
 * together. What a program asks of the clock is in reactor_calls.c.
 *
 * A reactor with a fake clock has no alarm: only reactor_advance() runs its
 * calls.
 */
#include "reactor_state.h"

#include "descriptors.h"
#include "die.h"
#include "signals.h"
#include "thread.h"
#include "xmalloc.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

enum { DESCRIPTORS = 16 }; /* plenty for a loop of libuv */

/* A signal or another thread has sent `wake`; several may share one call. */
static void on_wake(uv_async_t *wake)
{
    Reactor *reactor = wake->data;

    if (signals_caught())
        reactor_stop(reactor);
    mailbox_run(reactor->mailbox);
}

/* A program can do nothing without a reactor, so it ends here. */
static void exit_on_error(int status)
{
    if (status == 0)
        return;
    fprintf(stderr, "cannot make a reactor: %s, %s\n", uv_err_name(status),
            uv_strerror(status));
    exit(1);
}

/* libuv aborts if it cannot open some of the descriptors of a loop, and each
   version opens others. So we first check that there is room for plenty. */
static Reactor *new_reactor(bool is_fake)
{
    Reactor *reactor = xcalloc(1, sizeof *reactor);

    descriptors_fill();
    if (!descriptors_left(DESCRIPTORS))
        exit_on_error(-errno);
    /* A write to a closed connection shall be an error, not our end. */
    signal(SIGPIPE, SIG_IGN);
    exit_on_error(uv_loop_init(&reactor->loop));
    exit_on_error(uv_async_init(&reactor->loop, &reactor->wake, on_wake));
    /* Waiting for other threads alone does not keep the loop running. */
    uv_unref((uv_handle_t *)&reactor->wake);
    reactor->wake.data = reactor;
    reactor->timers = timers_new();
    reactor->triggers = triggers_new();
    reactor->mailbox = mailbox_new();
    reactor->is_fake = is_fake;
    return reactor;
}

Reactor *reactor_new(void)
{
    Reactor *reactor = new_reactor(false);

    thread_check("reactor_new");
    alarm_start(&reactor->alarm, &reactor->loop, reactor->timers);
    return reactor;
}

Reactor *reactor_new_fake(void)
{
    thread_check("reactor_new_fake");
    return new_reactor(true);
}

/* Other code has left this handle open, and would use it after the free. */
static void refuse_open(uv_handle_t *handle, void *arg)
{
    if (!uv_is_closing(handle))
        die("reactor_free: a handle is still open: %s",
            uv_handle_type_name(uv_handle_get_type(handle)));
}

/* Only our own handles may still be open. The loop runs until they are closed
   and until the work on libuv's threads has ended. */
static void close_handles(Reactor *reactor)
{
    uv_close((uv_handle_t *)&reactor->wake, NULL);
    if (!reactor->is_fake)
        alarm_close(&reactor->alarm);
    uv_walk(&reactor->loop, refuse_open, NULL);
    while (uv_loop_alive(&reactor->loop))
        uv_run(&reactor->loop, UV_RUN_DEFAULT);
    /* The callbacks above may have opened a handle. */
    if (uv_loop_close(&reactor->loop) != 0)
        uv_walk(&reactor->loop, refuse_open, NULL);
}

void reactor_free(Reactor *reactor)
{
    thread_check("reactor_free");
    if (reactor->running)
        die("reactor_free: the reactor runs");
    triggers_fire_free(reactor->triggers);
    close_handles(reactor);
    timers_free(reactor->timers);
    triggers_free(reactor->triggers);
    mailbox_free(reactor->mailbox);
    free(reactor);
    deferred_report();
}

uv_loop_t *reactor_loop(Reactor *reactor)
{
    thread_check("reactor_loop");
    return &reactor->loop;
}

/* uv_run() returns as soon as no handle keeps it. It does not see a call or a
   letter that the last callback of a turn has added: those are ours. */
static bool has_more(Reactor *reactor)
{
    return uv_loop_alive(&reactor->loop) || !mailbox_empty(reactor->mailbox) ||
           (!reactor->is_fake && timers_count(reactor->timers) > 0);
}

/* The alarm's timer runs for the calls, and we count these on their own. */
static bool alive_without_alarm(Reactor *reactor)
{
    uv_handle_t *alarm = (uv_handle_t *)&reactor->alarm.end_of_sleep;
    bool alive;

    if (reactor->is_fake)
        return uv_loop_alive(&reactor->loop);
    uv_unref(alarm);
    alive = uv_loop_alive(&reactor->loop);
    uv_ref(alarm);
    return alive;
}

bool reactor_has_more_than(Reactor *reactor, size_t calls)
{
    return alive_without_alarm(reactor) || !mailbox_empty(reactor->mailbox) ||
           timers_count(reactor->timers) > calls;
}

void reactor_run(Reactor *reactor)
{
    thread_check("reactor_run");
    if (reactor->running)
        die("reactor_run: the reactor runs already");
    reactor->running = true;
    signals_catch(&reactor->wake);
    /* uv_run() returns here if it stops or finds no work of its own. */
    while (reactor->state != REACTOR_STOPPED && has_more(reactor)) {
        mailbox_run(reactor->mailbox);
        if (!reactor->is_fake)
            alarm_set(&reactor->alarm);
        uv_run(&reactor->loop, UV_RUN_DEFAULT);
    }
    signals_release();
    reactor->running = false;
}

/* The last trigger has run. */
static void end_run(void *arg)
{
    Reactor *reactor = arg;

    reactor->state = REACTOR_STOPPED;
    uv_stop(&reactor->loop);
}

void reactor_stop(Reactor *reactor)
{
    thread_check("reactor_stop");
    if (reactor->state != REACTOR_IDLE)
        return;
    reactor->state = REACTOR_STOPPING;
    triggers_fire(reactor->triggers, end_run, reactor);
}

bool reactor_stopping(const Reactor *reactor)
{
    thread_check("reactor_stopping");
    return reactor->state != REACTOR_IDLE;
}

unsigned reactor_add_trigger(Reactor *reactor, TriggerPhase phase,
                             Callback *fn, void *arg)
{
    thread_check("reactor_add_trigger");
    return triggers_add(reactor->triggers, phase, fn, arg);
}

int reactor_remove_trigger(Reactor *reactor, unsigned number)
{
    thread_check("reactor_remove_trigger");
    return triggers_remove(reactor->triggers, number);
}

void reactor_call_from_thread(Reactor *reactor, void (*fn)(void *arg),
                              void *arg)
{
    /* First the letter: the loop may wake before we return. */
    mailbox_post(reactor->mailbox, fn, arg);
    uv_async_send(&reactor->wake);
}

void **reactor_jobs(Reactor *reactor)
{
    return &reactor->jobs;
}
