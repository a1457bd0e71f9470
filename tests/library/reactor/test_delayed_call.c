/* A call to come: cancel, reset, delay. */
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

static void call_has_a_time(void)
{
    DelayedCall call;

    begin_test();
    call = later(1, "a");
    CHECK_DOUBLE(delayed_call_time(reactor, call), 1, 0);
    CHECK(delayed_call_active(reactor, call));
    end_test();
}

static void canceled_call(void)
{
    DelayedCall call;

    begin_test();
    call = later(1, "a");
    CHECK_INT(delayed_call_cancel(reactor, call), 0);
    CHECK(!delayed_call_active(reactor, call));
    CHECK(delayed_call_time(reactor, call) < 0);
    reactor_advance(reactor, 2);
    CHECK_TEXT(notes, "");
    end_test();
}

static void each_call_has_its_name(void)
{
    DelayedCall a, b;

    begin_test();
    a = later(10, "a");
    b = later(1, "b");
    CHECK(a.slot != b.slot);
    CHECK_INT(delayed_call_cancel(reactor, b), 0);
    CHECK(delayed_call_active(reactor, a));
    end_test();
}

static DelayedCall own;

static void change_itself(void *unused)
{
    CHECK(!delayed_call_active(reactor, own));
    CHECK_INT(delayed_call_cancel(reactor, own), UV_EALREADY);
    CHECK_INT(delayed_call_reset(reactor, own, 1), UV_EALREADY);
    CHECK_INT(delayed_call_delay(reactor, own, 1), UV_EALREADY);
    note("done");
}

static void over_while_it_runs(void)
{
    begin_test();
    own = reactor_call_later(reactor, 1, change_itself, NULL);
    reactor_advance(reactor, 1);
    change_itself(NULL);
    CHECK_TEXT(notes, "done done");
    end_test();
}

static void cancel_twice(void)
{
    DelayedCall call;

    begin_test();
    call = later(0, "a");
    CHECK_INT(delayed_call_cancel(reactor, call), 0);
    CHECK_INT(delayed_call_cancel(reactor, call), UV_EALREADY);
    CHECK_INT(delayed_call_cancel(reactor, (DelayedCall){0}), UV_EALREADY);
    end_test();
}

static void delay(void)
{
    DelayedCall call;

    begin_test();
    call = later(1, "a");
    CHECK_INT(delayed_call_delay(reactor, call, 1), 0);
    CHECK_DOUBLE(delayed_call_time(reactor, call), 2, 0);
    reactor_advance(reactor, 1.5);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "a");
    end_test();
}

static void delay_below_0(void)
{
    DelayedCall call;

    begin_test();
    call = later(3, "a");
    CHECK_INT(delayed_call_delay(reactor, call, -2), 0);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "a");
    end_test();
}

static void reset_later(void)
{
    DelayedCall call;

    begin_test();
    call = later(2, "a");
    reactor_advance(reactor, 1);
    CHECK_INT(delayed_call_reset(reactor, call, 3), 0);
    CHECK_DOUBLE(delayed_call_time(reactor, call), 4, 0);
    reactor_advance(reactor, 2);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "a");
    end_test();
}

static void reset_sooner(void)
{
    DelayedCall call;

    begin_test();
    call = later(4, "a");
    CHECK_INT(delayed_call_reset(reactor, call, 3), 0);
    CHECK_DOUBLE(delayed_call_time(reactor, call), 3, 0);
    reactor_advance(reactor, 3);
    CHECK_TEXT(notes, "a");
    end_test();
}

static void calls_are_counted(void)
{
    DelayedCall call;

    begin_test();
    CHECK_INT(reactor_calls(reactor), 0);
    call = later(1, "a");
    later(2, "b");
    later(3, "c");
    CHECK_INT(reactor_calls(reactor), 3);
    delayed_call_cancel(reactor, call);
    CHECK_INT(reactor_calls(reactor), 2);
    reactor_advance(reactor, 2);
    CHECK_INT(reactor_calls(reactor), 1);
    end_test();
}

static void call_later_at(void *seconds)
{
    later(*(double *)seconds, "never");
}

static void reset_to_minus_1(void *unused)
{
    delayed_call_reset(reactor, later(1, "never"), -1);
}

static void delay_for_ever(void *unused)
{
    delayed_call_delay(reactor, later(1, "never"), INFINITY);
}

static void advance_by_minus_1(void *unused)
{
    reactor_advance(reactor, -1);
}

static void seconds_that_stop_the_program(void)
{
    begin_test();
    CHECK_DIES(
        call_later_at, &(double){-0.1},
        "reactor_call_later: cannot schedule a call -0.1 seconds from now");
    CHECK_DIES(call_later_at, &(double){NAN}, "reactor_call_later: ");
    CHECK_DIES(call_later_at, &(double){INFINITY}, "inf seconds from now");
    CHECK_DIES(
        reset_to_minus_1, NULL,
        "delayed_call_reset: cannot schedule a call -1 seconds from now");
    CHECK_DIES(delay_for_ever, NULL,
               "delayed_call_delay: cannot put off a call by inf seconds");
    CHECK_DIES(advance_by_minus_1, NULL,
               "reactor_advance: the clock cannot go back by 1 s");
    end_test();
}

static const UnitTest tests[] = {
    {"a call has a time and is active (rule 79)", call_has_a_time},
    {"a canceled call is not active and never runs (rule 79)", canceled_call},
    {"each call has a name of its own (rule 79)", each_call_has_its_name},
    {"a call cannot be changed while it runs, or after (rule 79)",
     over_while_it_runs},
    {"a second cancel is refused (rule 79)", cancel_twice},
    {"a call can be delayed (rule 79)", delay},
    {"a delay below 0 lets a call come earlier (rule 79)", delay_below_0},
    {"a call can be reset to a later time (rule 79)", reset_later},
    {"a call can be reset to an earlier time (rule 79)", reset_sooner},
    {"the reactor counts the calls that are still to come (rule 79)",
     calls_are_counted},
    {"seconds below 0, or not finite, stop the program (rule 80)",
     seconds_that_stop_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
