/* The fake clock: which calls it runs, in which order. */
#include "delayed_call.h"

#include "event_notes.h"
#include "nothing_left.h"

static Reactor *reactor;

static void begin_test(void)
{
    reactor = reactor_new_fake();
}

static void end_test(void)
{
    reactor_free(reactor);
}

static DelayedCall later(double seconds, const char *text)
{
    return reactor_call_later(reactor, seconds, note_text, (void *)text);
}

static void note_time(void *name)
{
    note("%s at %g", (const char *)name, reactor_seconds(reactor));
}

static DelayedCall later_timed(double seconds, const char *name)
{
    return reactor_call_later(reactor, seconds, note_time, (void *)name);
}

static void clock_begins_at_0(void)
{
    begin_test();
    CHECK_DOUBLE(reactor_seconds(reactor), 0, 0);
    reactor_advance(reactor, 1.5);
    CHECK_DOUBLE(reactor_seconds(reactor), 1.5, 0);
    end_test();
}

static void advance_runs_what_is_due(void)
{
    DelayedCall call;

    begin_test();
    call = later(2, "a");
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "a");
    CHECK(!delayed_call_active(reactor, call));
    end_test();
}

static DelayedCall own;

static void pump_4_seconds(void)
{
    const double steps[] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};

    reactor_pump(reactor, steps, COUNT(steps));
}

static void add_after_reset(void)
{
    DelayedCall a;

    begin_test();
    a = later_timed(1, "a");
    delayed_call_reset(reactor, a, 3);
    later_timed(2, "b");
    pump_4_seconds();
    CHECK_TEXT(notes, "b at 2 a at 3");
    end_test();
}

static void reset_after_add(void)
{
    DelayedCall a;

    begin_test();
    a = later_timed(1, "a");
    later_timed(2, "b");
    delayed_call_reset(reactor, a, 3);
    pump_4_seconds();
    CHECK_TEXT(notes, "b at 2 a at 3");
    end_test();
}

static void reset_other(void *unused)
{
    delayed_call_reset(reactor, own, 3);
}

static void reset_inside(void)
{
    begin_test();
    own = later_timed(2, "b");
    reactor_call_later(reactor, 1, reset_other, NULL);
    later_timed(3, "c");
    pump_4_seconds();
    CHECK_TEXT(notes, "c at 3 b at 4");
    end_test();
}

static void same_time(void)
{
    DelayedCall a;

    begin_test();
    a = later(1, "a");
    later(1, "b");
    later(1, "c");
    reactor_advance(reactor, 0.5);
    later(0.5, "d");
    delayed_call_reset(reactor, a, 0.5);
    reactor_advance(reactor, 0.5);
    CHECK_TEXT(notes, "b c d a");
    end_test();
}

static void call_again(void *unused)
{
    later(0, "inner");
    note("outer");
}

static void never_at_once(void)
{
    begin_test();
    reactor_call_later(reactor, 0, call_again, NULL);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "outer inner");
    end_test();
}

static void advance_more(void *unused)
{
    note("[");
    reactor_advance(reactor, 2);
    note("]");
}

static void advance_inside(void)
{
    begin_test();
    reactor_call_later(reactor, 1, advance_more, NULL);
    later_timed(2, "a");
    later_timed(4, "b");
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "[ a at 3 ]");
    CHECK_DOUBLE(reactor_seconds(reactor), 3, 0);
    end_test();
}

static const UnitTest tests[] = {
    {"the fake clock begins at 0 and stands still (rule 91)",
     clock_begins_at_0},
    {"advancing the clock runs the calls that are due (rule 91)",
     advance_runs_what_is_due},
    {"the order holds when a call is added after a reset (rule 79)",
     add_after_reset},
    {"the order holds when a call is reset after an add (rule 79)",
     reset_after_add},
    {"the order holds when a call resets another one (rule 79)", reset_inside},
    {"calls of the same time run as they were added or reset", same_time},
    {"a call in 0 seconds never runs at once (rule 80)", never_at_once},
    {"a call may advance the clock itself (rule 91)", advance_inside},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
