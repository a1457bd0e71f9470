/* LoopingCall on the fake clock: how it stops, and how it fails. */
#include "looping_call_setup.h"

static void stop_while_body_waits(void)
{
    begin_test();
    wait_at = 1;
    start_loop(1, true);
    CHECK_INT(looping_call_stop(loop), 0);
    CHECK(!looping_call_running(loop));
    CHECK_INT(looping_call_stop(loop), UV_EALREADY);
    CHECK_TEXT(notes, "call@0");
    deferred_fire(&body, value_none());
    CHECK_TEXT(notes, "call@0 stopped");
    end_test();
}

static void failing_body(void)
{
    begin_test();
    fail_at = 2;
    start_loop(1, true);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "call@0 call@1 EIO");
    CHECK(!looping_call_running(loop));
    CHECK_INT(reactor_calls(reactor), 0);
    end_test();
}

static void failing_at_once(void)
{
    begin_test();
    fail_at = 1;
    start_loop(1, true);
    CHECK_TEXT(notes, "call@0 EIO");
    end_test();
}

static void failing_deferred(void)
{
    begin_test();
    wait_at = 1;
    start_loop(1, true);
    reactor_advance(reactor, 0.3);
    deferred_fire(&body, value_failure(UV_EIO, "later"));
    CHECK_TEXT(notes, "call@0 EIO");
    CHECK(!looping_call_running(loop));
    CHECK_INT(reactor_calls(reactor), 0);
    end_test();
}

static void stop_then_fail(void)
{
    begin_test();
    stop_after = fail_at = 1;
    start_loop(0.1, true);
    CHECK_TEXT(notes, "call@0 EIO");
    end_test();
}

static void ignore_start(void *unused)
{
    deferred_ignore(looping_call_start(loop, 1, true));
}

static void unheard_failure(void)
{
    const char *said;

    begin_test();
    fail_at = 1;
    said = unit_stderr_of(ignore_start, NULL);
    CHECK_CONTAINS(said, "unhandled failure: EIO, the body failed");
    unhandled_expected = 1;
    end_test();
}

static void stop_inside(void)
{
    begin_test();
    stop_after = 6;
    start_loop(0, true);
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "call@0 call@0 call@0 call@0 call@0 call@0 stopped");
    CHECK_INT(reactor_calls(reactor), 0);
    end_test();
}

static void stop_at_once(double interval)
{
    begin_test();
    start_loop(interval, false);
    looping_call_stop(loop);
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_advance(reactor, 20);
    CHECK_TEXT(notes, "stopped");
    end_test();
}

static void stop_at_once_0(void)
{
    stop_at_once(0);
}

static void stop_at_once_10(void)
{
    stop_at_once(10);
}

static void stop_the_loop(void *unused)
{
    looping_call_stop(loop);
}

static void stop_from_another_call(void)
{
    begin_test();
    start_loop(1, false);
    reactor_call_later(reactor, 0, stop_the_loop, NULL);
    reactor_advance(reactor, 5);
    CHECK_TEXT(notes, "stopped");
    end_test();
}

static void not_running(void)
{
    begin_test();
    CHECK(!looping_call_running(loop));
    CHECK_INT(looping_call_stop(loop), UV_EALREADY);
    CHECK_INT(looping_call_reset(loop), UV_EALREADY);
    end_test();
}

static const UnitTest tests[] = {
    {"a loop stopped while its body waits fires when the body has ended (rule "
     "88)",
     stop_while_body_waits},
    {"a body that fails stops the loop (rule 87)", failing_body},
    {"a body that fails in the first call stops the loop, too (rule 87)",
     failing_at_once},
    {"a body whose Deferred fails stops the loop (rule 87)", failing_deferred},
    {"a body that stops its loop and then fails makes the loop fail (rule 87)",
     stop_then_fail},
    {"a loop's failure is reported if it is not handled (rule A20)",
     unheard_failure},
    {"a stop in the sixth body makes exactly six calls (rule 88)",
     stop_inside},
    {"a loop of interval 0 may stop before its first call (rule 88)",
     stop_at_once_0},
    {"a loop of interval 10 may stop before its first call (rule 88)",
     stop_at_once_10},
    {"another call may stop the loop (rule 88)", stop_from_another_call},
    {"stop and reset of a loop that does not run are refused (rule 89)",
     not_running},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
