/* We call each function of the loop's thread on another thread. */
#include "defer_later.h"
#include "delayed_call.h"
#include "looping_call.h"
#include "react.h"
#include "threads.h"
#include "timeout.h"

#include "nothing_left.h"
#include "wrong_thread.h"

static Reactor *reactor;
static LoopingCall *loop;
static Deferred *deferred;
static DelayedCall call;

static void nothing(void *unused)
{
}

static Value return_it(Value value, void *unused)
{
    return value_none();
}

static Value work(Value arg)
{
    return value_none();
}

static void call_reactor_new(void)
{
    reactor_new();
}

static void call_reactor_new_fake(void)
{
    reactor_new_fake();
}

static void call_reactor_free(void)
{
    reactor_free(reactor);
}

static void call_reactor_loop(void)
{
    reactor_loop(reactor);
}

static void call_reactor_run(void)
{
    reactor_run(reactor);
}

static void call_reactor_stop(void)
{
    reactor_stop(reactor);
}

static void call_reactor_stopping(void)
{
    reactor_stopping(reactor);
}

static void call_reactor_add_trigger(void)
{
    reactor_add_trigger(reactor, TRIGGER_DURING, return_it, NULL);
}

static void call_reactor_remove_trigger(void)
{
    reactor_remove_trigger(reactor, 1);
}

static void call_reactor_seconds(void)
{
    reactor_seconds(reactor);
}

static void call_reactor_call_later(void)
{
    reactor_call_later(reactor, 0, nothing, NULL);
}

static void call_reactor_calls(void)
{
    reactor_calls(reactor);
}

static void call_reactor_advance(void)
{
    reactor_advance(reactor, 1);
}

static void call_delayed_call_cancel(void)
{
    delayed_call_cancel(reactor, call);
}

static void call_delayed_call_reset(void)
{
    delayed_call_reset(reactor, call, 1);
}

static void call_delayed_call_delay(void)
{
    delayed_call_delay(reactor, call, 1);
}

static void call_delayed_call_active(void)
{
    delayed_call_active(reactor, call);
}

static void call_delayed_call_time(void)
{
    delayed_call_time(reactor, call);
}

static void call_defer_later(void)
{
    defer_later(reactor, 1, NULL, NULL);
}

static void call_timeout_add(void)
{
    timeout_add(deferred, reactor, 1);
}

static void call_looping_call_new(void)
{
    looping_call_new(reactor, return_it, NULL);
}

static void call_looping_call_start(void)
{
    looping_call_start(loop, 1, true);
}

static void call_looping_call_stop(void)
{
    looping_call_stop(loop);
}

static void call_looping_call_reset(void)
{
    looping_call_reset(loop);
}

static void call_looping_call_running(void)
{
    looping_call_running(loop);
}

static void call_looping_call_free(void)
{
    looping_call_free(loop);
}

static void call_react(void)
{
    react(reactor, deferred);
}

static void call_defer_to_thread(void)
{
    defer_to_thread(reactor, work, value_none());
}

static void call_threads_suggest_size(void)
{
    threads_suggest_size(4);
}

static const WrongThreadCall cases[] = {
    {"reactor_new", call_reactor_new},
    {"reactor_new_fake", call_reactor_new_fake},
    {"reactor_free", call_reactor_free},
    {"reactor_loop", call_reactor_loop},
    {"reactor_run", call_reactor_run},
    {"reactor_stop", call_reactor_stop},
    {"reactor_stopping", call_reactor_stopping},
    {"reactor_add_trigger", call_reactor_add_trigger},
    {"reactor_remove_trigger", call_reactor_remove_trigger},
    {"reactor_seconds", call_reactor_seconds},
    {"reactor_call_later", call_reactor_call_later},
    {"reactor_calls", call_reactor_calls},
    {"reactor_advance", call_reactor_advance},
    {"delayed_call_cancel", call_delayed_call_cancel},
    {"delayed_call_reset", call_delayed_call_reset},
    {"delayed_call_delay", call_delayed_call_delay},
    {"delayed_call_active", call_delayed_call_active},
    {"delayed_call_time", call_delayed_call_time},
    {"defer_later", call_defer_later},
    {"timeout_add", call_timeout_add},
    {"looping_call_new", call_looping_call_new},
    {"looping_call_start", call_looping_call_start},
    {"looping_call_stop", call_looping_call_stop},
    {"looping_call_reset", call_looping_call_reset},
    {"looping_call_running", call_looping_call_running},
    {"looping_call_free", call_looping_call_free},
    {"react", call_react},
    {"defer_to_thread", call_defer_to_thread},
    {"threads_suggest_size", call_threads_suggest_size},
};

static void each_stops_the_program(void)
{
    reactor = reactor_new_fake();
    loop = looping_call_new(reactor, return_it, NULL);
    deferred = deferred_new();
    wrong_thread_check(cases, COUNT(cases));
    looping_call_free(loop);
    deferred_ignore(deferred);
    deferred_fire(&deferred, value_none());
    reactor_free(reactor);
}

/* On a thread of the pool: most often you make the mistake there. */
static Value fire_from_the_pool(Value none)
{
    reactor_stop(reactor);
    return none;
}

static void stop_from_the_pool(void *unused)
{
    reactor = reactor_new();
    deferred_ignore(
        defer_to_thread(reactor, fire_from_the_pool, value_none()));
    reactor_run(reactor);
}

static void so_it_does_in_the_pool(void)
{
    CHECK_DIES(stop_from_the_pool, NULL,
               "reactor_stop: this belongs to the loop's thread; on another "
               "thread use reactor_call_from_thread()");
}

static const UnitTest tests[] = {
    {"on another thread each function but reactor_call_from_thread() stops "
     "the program",
     each_stops_the_program},
    {"on a thread of the pool they stop the program, too",
     so_it_does_in_the_pool},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
