/* The reactor: how it runs and stops. */
#include "reactor.h"

#include "event_notes.h"
#include "keep.h"
#include "nothing_left.h"

#include <errno.h>
#include <sys/socket.h>

static Reactor *reactor;

static void later(double seconds, const char *text)
{
    reactor_call_later(reactor, seconds, note_text, (void *)text);
}

static void stop_reactor(void *unused)
{
    note("stop");
    reactor_stop(reactor);
}

static Value note_trigger(Value none, void *text)
{
    note("%s", (const char *)text);
    return value_none();
}

static void nothing_to_do(void)
{
    reactor = reactor_new();
    reactor_run(reactor);
    CHECK(!reactor_stopping(reactor));
    reactor_free(reactor);
}

static void runs_until_calls_are_done(void)
{
    reactor = reactor_new();
    later(0.1, "b");
    later(0.001, "a");
    reactor_run(reactor);
    CHECK_TEXT(notes, "a b");
    later(0, "c");
    reactor_run(reactor);
    CHECK_TEXT(notes, "a b c");
    reactor_free(reactor);
}

static void on_close(uv_handle_t *handle)
{
    note("closed");
    later(0, "called");
}

static void close_it(void *handle)
{
    uv_close(handle, on_close);
}

static void call_from_the_last_close(void)
{
    uv_timer_t handle;

    reactor = reactor_new();
    uv_timer_init(reactor_loop(reactor), &handle);
    reactor_call_later(reactor, 0, close_it, &handle);
    reactor_run(reactor);
    CHECK_TEXT(notes, "closed called");
    reactor_free(reactor);
}

static void stops(void)
{
    reactor = reactor_new();
    reactor_call_later(reactor, 0, stop_reactor, NULL);
    later(50, "too late");
    later(60, "far too late");
    reactor_run(reactor);
    CHECK_TEXT(notes, "stop");
    CHECK(reactor_stopping(reactor));
    CHECK_INT(reactor_calls(reactor), 2);
    reactor_run(reactor);
    CHECK_TEXT(notes, "stop");
    reactor_free(reactor);
}

static void stops_before_it_runs(void)
{
    reactor = reactor_new();
    later(0, "never");
    reactor_stop(reactor);
    reactor_stop(reactor);
    reactor_run(reactor);
    CHECK_TEXT(notes, "");
    reactor_free(reactor);
}

static void triggers_run(void)
{
    unsigned number;

    reactor = reactor_new();
    reactor_add_trigger(reactor, TRIGGER_AFTER, note_trigger, "after");
    reactor_add_trigger(reactor, TRIGGER_DURING, note_trigger, "during");
    number = reactor_add_trigger(reactor, TRIGGER_DURING, note_trigger, "-");
    CHECK_INT(reactor_remove_trigger(reactor, number), 0);
    CHECK_INT(reactor_remove_trigger(reactor, number), UV_ENOENT);
    reactor_call_later(reactor, 0, stop_reactor, NULL);
    reactor_run(reactor);
    reactor_add_trigger(reactor, TRIGGER_AFTER, note_trigger, "too late");
    reactor_stop(reactor);
    CHECK_TEXT(notes, "stop during after");
    reactor_free(reactor);
}

static Deferred *drained;

static void fire_drained(void *unused)
{
    note("drained");
    deferred_fire(&drained, value_none());
}

static Value drain(Value none, void *unused)
{
    note("before");
    drained = deferred_new();
    reactor_call_later(reactor, 0.001, fire_drained, NULL);
    return value_deferred(drained);
}

static void drains(void)
{
    reactor = reactor_new();
    reactor_add_trigger(reactor, TRIGGER_BEFORE, drain, NULL);
    reactor_add_trigger(reactor, TRIGGER_DURING, note_trigger, "during");
    reactor_call_later(reactor, 0, stop_reactor, NULL);
    later(60, "far too late");
    reactor_run(reactor);
    CHECK_TEXT(notes, "stop before drained during");
    reactor_free(reactor);
}

static void drains_when_stopped_before_it_runs(void)
{
    reactor = reactor_new();
    reactor_add_trigger(reactor, TRIGGER_BEFORE, drain, NULL);
    reactor_stop(reactor);
    CHECK_TEXT(notes, "before");
    reactor_run(reactor);
    CHECK_TEXT(notes, "before drained");
    reactor_free(reactor);
}

static Value never_ready(Value none, void *d)
{
    return value_deferred(d);
}

static void drain_that_can_not_end(void)
{
    Deferred *d = deferred_new();

    reactor = reactor_new();
    reactor_add_trigger(reactor, TRIGGER_BEFORE, never_ready, d);
    reactor_call_later(reactor, 0, stop_reactor, NULL);
    reactor_run(reactor);
    reactor_free(reactor);
    deferred_fire(&d, value_none());
}

static void keep_something(void *unused)
{
    keep(value_text("would be reported as a leak"));
    keep_finally(note_text, "ended");
    note("called");
}

static void keeps(void)
{
    reactor = reactor_new();
    reactor_call_later(reactor, 0, keep_something, NULL);
    later(0, "next");
    reactor_run(reactor);
    CHECK_TEXT(notes, "called ended next");
    reactor_free(reactor);
}

static void broken_pipe(void)
{
    int ends[2];

    reactor = reactor_new();
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    close(ends[0]);
    CHECK_INT(write(ends[1], "x", 1), -1);
    CHECK_INT(errno, EPIPE);
    close(ends[1]);
    reactor_free(reactor);
}

static void read_it(uv_poll_t *handle, int status, int events)
{
    note("readable");
    uv_close((uv_handle_t *)handle, NULL);
}

static void fake_clock_runs(void)
{
    uv_poll_t handle;
    int ends[2];

    reactor = reactor_new_fake();
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    uv_poll_init(reactor_loop(reactor), &handle, ends[0]);
    uv_poll_start(&handle, UV_READABLE, read_it);
    CHECK_INT(write(ends[1], "x", 1), 1);
    later(0, "not called");
    reactor_run(reactor);
    CHECK_TEXT(notes, "readable");
    CHECK_INT(reactor_calls(reactor), 1);
    close(ends[0]);
    close(ends[1]);
    reactor_free(reactor);
}

static const UnitTest tests[] = {
    {"a reactor with nothing to do returns", nothing_to_do},
    {"a reactor runs until no call is left, and can run again",
     runs_until_calls_are_done},
    {"a reactor runs the calls that its last callback makes",
     call_from_the_last_close},
    {"after a stop, the calls that are left do not run", stops},
    {"a reactor that is stopped before it runs does not run",
     stops_before_it_runs},
    {"a stop runs the triggers once", triggers_run},
    {"a stop waits for a before trigger while the loop goes on", drains},
    {"a reactor that is stopped before it runs still waits for a trigger",
     drains_when_stopped_before_it_runs},
    {"a reactor does not wait for ever for a Deferred that nothing can fire",
     drain_that_can_not_end},
    {"a Value that a call keeps is freed when the call has ended", keeps},
    {"SIGPIPE is ignored", broken_pipe},
    {"with a fake clock a reactor serves handles, but runs no calls",
     fake_clock_runs},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
