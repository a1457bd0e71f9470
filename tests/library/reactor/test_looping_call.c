/* LoopingCall on the fake clock: when it calls. */
#include "looping_call_setup.h"

static void three_calls(void)
{
    const double steps[] = {0.05, 0.1, 0.1};

    begin_test();
    start_loop(0.1, true);
    CHECK_TEXT(notes, "call@0");
    reactor_pump(reactor, steps, COUNT(steps));
    CHECK_INT(calls, 3);
    CHECK(looping_call_running(loop));
    CHECK_INT(looping_call_stop(loop), 0);
    CHECK(!looping_call_running(loop));
    CHECK_INT(reactor_calls(reactor), 0);
    CHECK_TEXT(notes, "call@0 call@0.15 call@0.25 stopped");
    end_test();
}

static void not_now(void)
{
    const double steps[] = {0.05, 0.1, 0.1};

    begin_test();
    start_loop(0.1, false);
    CHECK_TEXT(notes, "");
    reactor_pump(reactor, steps, COUNT(steps));
    looping_call_stop(loop);
    CHECK_TEXT(notes, "call@0.15 call@0.25 stopped");
    end_test();
}

static void long_body(void)
{
    begin_test();
    body_takes = 2;
    start_loop(0.5, true);
    CHECK_DOUBLE(reactor_seconds(reactor), 2, 0);
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "call@0");
    body_takes = 1;
    reactor_advance(reactor, 0.5);
    CHECK_DOUBLE(reactor_seconds(reactor), 3.5, 0);
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "call@0 call@2.5");
    body_takes = 0;
    reactor_advance(reactor, 0.5);
    CHECK_TEXT(notes, "call@0 call@2.5 call@4");
    end_test();
}

static void late_reactor(void)
{
    begin_test();
    start_loop(0.5, true);
    reactor_advance(reactor, 2);
    reactor_advance(reactor, 1);
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "call@0 call@2 call@3");
    end_test();
}

/* Wakes at 1.3, 1.9, 2.1 and 3.0. */
static void uneven_wakes(void)
{
    const double steps[] = {1.3, 0.6, 0.2, 0.9};

    begin_test();
    start_loop(1, true);
    reactor_pump(reactor, steps, COUNT(steps));
    CHECK_TEXT(notes, "call@0 call@1.3 call@2.1 call@3");
    end_test();
}

/* We make 400 calls, each 0.01 s later after its tick than the one before. The
   next tick is still a whole number of intervals after the start. */
static void no_drift(void)
{
    begin_test();
    start_loop(0.25, true);
    for (int i = 0; i < 400; i++)
        reactor_advance(reactor, 0.26);
    CHECK_DOUBLE(reactor_seconds(reactor), 104, 1e-6);
    notes[0] = '\0';
    reactor_advance(reactor, 0.249);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 0.002);
    CHECK_TEXT(notes, "call@104.251");
    end_test();
}

/* The clock has gone so far that 0.3 s more is rounded down, to 0.05 us before
   the tick. If you add that remainder, it is lost. */
static void remainder_too_small(void)
{
    begin_test();
    reactor_advance(reactor, 1e9);
    start_loop(0.3, true);
    reactor_advance(reactor, 0.3);
    CHECK(fmod(reactor_seconds(reactor) - 1e9, 0.3) > 0.29);
    CHECK_INT(calls, 2);
    end_test();
}

static void late_for_its_body(void)
{
    begin_test();
    wait_at = 1;
    start_loop(1, true);
    reactor_advance(reactor, 3.5);
    CHECK_TEXT(notes, "call@0");
    CHECK_INT(reactor_calls(reactor), 0);
    deferred_fire(&body, value_none());
    reactor_advance(reactor, 0.5);
    CHECK_TEXT(notes, "call@0 call@4");
    end_test();
}

static void stop_when_body_ends(void)
{
    begin_test();
    wait_at = stop_after = 1;
    start_loop(0.2, true);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "call@0");
    CHECK_INT(reactor_calls(reactor), 0);
    deferred_fire(&body, value_none());
    CHECK_TEXT(notes, "call@0 stopped");
    end_test();
}

static void reset_it(void)
{
    begin_test();
    start_loop(2, false);
    reactor_advance(reactor, 1);
    CHECK_INT(looping_call_reset(loop), 0);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "call@3");
    reactor_advance(reactor, 2);
    CHECK_TEXT(notes, "call@3 call@5");
    end_test();
}

static void reset_while_body_waits(void)
{
    begin_test();
    wait_at = 1;
    start_loop(2, true);
    reactor_advance(reactor, 1);
    CHECK_INT(looping_call_reset(loop), 0);
    CHECK_INT(reactor_calls(reactor), 0);
    deferred_fire(&body, value_none());
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "call@0 call@2");
    end_test();
}

static void start_with(void *interval)
{
    start_loop(*(double *)interval, true);
}

static void bad_starts(void)
{
    begin_test();
    CHECK_DIES(start_with, &(double){-1}, "the interval cannot be -1 s");
    CHECK_DIES(start_with, &(double){NAN}, "the interval cannot be nan s");
    CHECK_DIES(start_with, &(double){INFINITY},
               "the interval cannot be inf s");
    start_loop(1, false);
    CHECK_DIES(start_with, &(double){1}, "the loop runs already");
    end_test();
}

static const UnitTest tests[] = {
    {"a loop calls inside start, and after each interval (rule 82)",
     three_calls},
    {"a loop may call first after one interval (rule 82)", not_now},
    {"a body of 2 s, then 1 s, on ticks of 0.5 s is called at 0, 2.5 and 4 "
     "(rules 83, 84)",
     long_body},
    {"a late reactor on ticks of 0.5 s calls at 0, 2 and 3 (rule 83)",
     late_reactor},
    {"a loop woken at 1.3, 1.9, 2.1, 3 calls at 0, 1.3, 2.1, 3 (rule 83)",
     uneven_wakes},
    {"400 late calls do not make the loop drift (rule 83)", no_drift},
    {"a remainder too small for the clock makes no extra call (rule 84)",
     remainder_too_small},
    {"after a body of 3.5 s on ticks of 1 s the next call is at 4 (rule 86)",
     late_for_its_body},
    {"a loop makes no call while its body waits (rule 86)",
     stop_when_body_ends},
    {"a reset begins a new interval (rule 89)", reset_it},
    {"a reset while the body waits changes nothing (rule 89)",
     reset_while_body_waits},
    {"a bad interval, or a start while it runs, stops the program (rule 89)",
     bad_starts},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
