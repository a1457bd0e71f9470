/* react(): a program that ends when its Deferred fires. */
#include "react.h"

#include "delayed_call.h"
#include "event_notes.h"
#include "nothing_left.h"

static Reactor *reactor;
static Deferred *firing_end;
static int status;

static Value good, bad;

static void fire(void *result)
{
    note("fires");
    deferred_fire(&firing_end, *(Value *)result);
}

static void stop(void *unused)
{
    note("stop");
    reactor_stop(reactor);
}

static Value fire_when_stopped(Value none, void *result)
{
    fire(result);
    return value_none();
}

static Value note_stopping(Value none, void *unused)
{
    note("stopping");
    return value_none();
}

static void react_now(void *d)
{
    status = react(reactor, d);
}

static const char *react_to(Deferred *d)
{
    return unit_stderr_of(react_now, d);
}

static Deferred *begin(void)
{
    good = value_none();
    bad = value_failure(UV_EIO, "it broke");
    reactor = reactor_new();
    reactor_add_trigger(reactor, TRIGGER_BEFORE, note_stopping, NULL);
    return firing_end = deferred_new();
}

static void end(int expected)
{
    CHECK_INT(status, expected);
    reactor_free(reactor);
}

static void later_success(void)
{
    Deferred *d = begin();

    value_free(bad);
    reactor_call_later(reactor, 0.001, note_text, "time passes");
    reactor_call_later(reactor, 0.002, fire, &good);
    reactor_call_later(reactor, 60, note_text, "too late");
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "time passes fires stopping");
    end(0);
}

static void success_at_once(void)
{
    Deferred *d = begin();

    value_free(bad);
    fire(&good);
    reactor_call_later(reactor, 60, note_text, "too late");
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "fires stopping");
    end(0);
}

static void later_failure(void)
{
    Deferred *d = begin();

    reactor_call_later(reactor, 0.001, fire, &bad);
    CHECK_CONTAINS(react_to(d), "failed: EIO, it broke (");
    CHECK_TEXT(notes, "fires stopping");
    end(1);
}

static void failure_at_once(void)
{
    Deferred *d = begin();

    fire(&bad);
    reactor_call_later(reactor, 60, note_text, "too late");
    CHECK_CONTAINS(react_to(d), "failed: EIO, it broke (");
    CHECK_TEXT(notes, "fires stopping");
    end(1);
}

static void success_when_stopped(void)
{
    Deferred *d = begin();

    value_free(bad);
    reactor_call_later(reactor, 0.001, stop, NULL);
    reactor_add_trigger(reactor, TRIGGER_DURING, fire_when_stopped, &good);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping fires");
    end(0);
}

static void failure_when_stopped(void)
{
    Deferred *d = begin();

    reactor_call_later(reactor, 0.001, stop, NULL);
    reactor_add_trigger(reactor, TRIGGER_DURING, fire_when_stopped, &bad);
    CHECK_CONTAINS(react_to(d), "failed: EIO, it broke (");
    CHECK_TEXT(notes, "stop stopping fires");
    end(1);
}

static void stop_and_fire(void *result)
{
    stop(NULL);
    fire(result);
}

static void stopped_just_before(void)
{
    Deferred *d = begin();

    value_free(bad);
    reactor_call_later(reactor, 0, stop_and_fire, &good);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping fires");
    end(0);
}

static void note_cancel(void *unused)
{
    note("cancel");
}

static void stopped_first(void)
{
    Deferred *d = begin();

    value_free(bad);
    deferred_on_cancel(d, note_cancel, NULL);
    reactor_call_later(reactor, 0, stop, NULL);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping cancel");
    deferred_fire(&firing_end, value_none());
    end(0);
}

static void stopped_and_fires_after(void)
{
    Deferred *d = begin();

    deferred_on_cancel_later(d, note_cancel, NULL);
    reactor_call_later(reactor, 0, stop, NULL);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping cancel");
    CHECK_CONTAINS(unit_stderr_of(fire, &bad), "EIO, it broke (");
    unhandled_expected = 1;
    end(0);
}

static void can_not_fire(void)
{
    Deferred *d = begin();

    value_free(bad);
    deferred_on_cancel(d, note_cancel, NULL);
    CHECK_TEXT(react_to(d), "failed: nothing is left to wait for\n");
    CHECK_TEXT(notes, "cancel");
    deferred_fire(&firing_end, value_none());
    end(1);
}

static const UnitTest tests[] = {
    {"react() runs until the Deferred fires, and ends with 0 (rule 92)",
     later_success},
    {"react() ends at once if it has fired, with 0 (rule 92)",
     success_at_once},
    {"react() runs until the Deferred fails, says so, and ends with 1 (rule "
     "92)",
     later_failure},
    {"react() ends at once if it has failed, with 1 (rule 92)",
     failure_at_once},
    {"a Deferred that fires as the reactor stops makes it a 0 (rule 92)",
     success_when_stopped},
    {"a Deferred that fails as the reactor stops makes it a 1 (rule 92)",
     failure_when_stopped},
    {"react() stopped just before the fire ends with 0 (rule 92)",
     stopped_just_before},
    {"react() stopped before the fire cancels quietly, with 0 (rule 92)",
     stopped_first},
    {"a failure after the stop is reported (rule 92)",
     stopped_and_fires_after},
    {"react() ends with 1 if nothing can fire the Deferred (rule 92)",
     can_not_fire},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
