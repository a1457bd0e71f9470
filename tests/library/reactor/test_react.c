/* react(): the program ends when its Deferred fires. */
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

static void stop_reactor(void *unused)
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

static Deferred *begin_test(void)
{
    good = value_none();
    bad = value_failure(UV_EIO, "it broke");
    reactor = reactor_new();
    reactor_add_trigger(reactor, TRIGGER_BEFORE, note_stopping, NULL);
    return firing_end = deferred_new();
}

static void end_test(int expected)
{
    CHECK_INT(status, expected);
    reactor_free(reactor);
}

static void later_success(void)
{
    Deferred *d = begin_test();

    value_free(bad);
    reactor_call_later(reactor, 0.001, note_text, "time passes");
    reactor_call_later(reactor, 0.002, fire, &good);
    reactor_call_later(reactor, 60, note_text, "too late");
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "time passes fires stopping");
    end_test(0);
}

static void success_at_once(void)
{
    Deferred *d = begin_test();

    value_free(bad);
    fire(&good);
    reactor_call_later(reactor, 60, note_text, "too late");
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "fires stopping");
    end_test(0);
}

static void later_failure(void)
{
    Deferred *d = begin_test();

    reactor_call_later(reactor, 0.001, fire, &bad);
    CHECK_CONTAINS(react_to(d), "failed: EIO, it broke (");
    CHECK_TEXT(notes, "fires stopping");
    end_test(1);
}

static void failure_at_once(void)
{
    Deferred *d = begin_test();

    fire(&bad);
    reactor_call_later(reactor, 60, note_text, "too late");
    CHECK_CONTAINS(react_to(d), "failed: EIO, it broke (");
    CHECK_TEXT(notes, "fires stopping");
    end_test(1);
}

static void success_when_stopped(void)
{
    Deferred *d = begin_test();

    value_free(bad);
    reactor_call_later(reactor, 0.001, stop_reactor, NULL);
    reactor_add_trigger(reactor, TRIGGER_DURING, fire_when_stopped, &good);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping fires");
    end_test(0);
}

static void failure_when_stopped(void)
{
    Deferred *d = begin_test();

    reactor_call_later(reactor, 0.001, stop_reactor, NULL);
    reactor_add_trigger(reactor, TRIGGER_DURING, fire_when_stopped, &bad);
    CHECK_CONTAINS(react_to(d), "failed: EIO, it broke (");
    CHECK_TEXT(notes, "stop stopping fires");
    end_test(1);
}

static void stop_and_fire(void *result)
{
    stop_reactor(NULL);
    fire(result);
}

static void stopped_just_before(void)
{
    Deferred *d = begin_test();

    value_free(bad);
    reactor_call_later(reactor, 0, stop_and_fire, &good);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping fires");
    end_test(0);
}

static void note_cancel(void *unused)
{
    note("cancel");
}

static void stopped_first(void)
{
    Deferred *d = begin_test();

    value_free(bad);
    deferred_on_cancel(d, note_cancel, NULL);
    reactor_call_later(reactor, 0, stop_reactor, NULL);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping cancel");
    deferred_fire(&firing_end, value_none());
    end_test(0);
}

static void stopped_and_fires_after(void)
{
    Deferred *d = begin_test();

    deferred_on_cancel_later(d, note_cancel, NULL);
    reactor_call_later(reactor, 0, stop_reactor, NULL);
    CHECK_TEXT(react_to(d), "");
    CHECK_TEXT(notes, "stop stopping cancel");
    CHECK_CONTAINS(unit_stderr_of(fire, &bad), "EIO, it broke (");
    unhandled_expected = 1;
    end_test(0);
}

static void can_not_fire(void)
{
    Deferred *d = begin_test();

    value_free(bad);
    deferred_on_cancel(d, note_cancel, NULL);
    CHECK_TEXT(react_to(d), "failed: nothing is left to wait for\n");
    CHECK_TEXT(notes, "cancel");
    deferred_fire(&firing_end, value_none());
    end_test(1);
}

static const UnitTest tests[] = {
    {"react() runs until the Deferred fires, and ends with 0 (rule 92)",
     later_success},
    {"react() ends with 0 at once if the Deferred has fired (rule 92)",
     success_at_once},
    {"react() runs until the Deferred fails, prints the failure, and ends "
     "with 1 (rule 92)",
     later_failure},
    {"react() ends with 1 at once if the Deferred has failed (rule 92)",
     failure_at_once},
    {"react() ends with 0 if the Deferred fires while the reactor stops (rule "
     "92)",
     success_when_stopped},
    {"react() ends with 1 if the Deferred fails while the reactor stops (rule "
     "92)",
     failure_when_stopped},
    {"react() ends with 0 if the reactor stops just before the Deferred fires "
     "(rule 92)",
     stopped_just_before},
    {"react() cancels quietly and ends with 0 if the reactor is stopped first "
     "(rule 92)",
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
