/* LoopingCall that counts intervals, on the fake clock. */
#include "looping_call_setup.h"

static void skips(void)
{
    begin_counting();
    start_loop(0.5, true);
    reactor_advance(reactor, 0.5 + 0.01);
    reactor_advance(reactor, 3 * 0.5 + 0.01);
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "call*1@0 call*1@0.51 call*3@2.02");
    end_test();
}

static void lengthy_intervals(void)
{
    begin_counting();
    start_loop(0.5, true);
    reactor_advance(reactor, 0.5 + 0.01);
    reactor_advance(reactor, 0.5 * 1.75);
    reactor_advance(reactor, 0.5 * 0.25);
    CHECK_TEXT(notes, "call*1@0 call*1@0.51 call*1@1.385 call*1@1.51");
    end_test();
}

static int64_t sum;

static Value add_up(Value count, void *unused)
{
    CHECK(as_int(count) > 0);
    sum += as_int(count);
    return value_none();
}

/* Ten times a tenth is not quite one. */
static void tenths(void)
{
    double ten_tenths = 0;

    reactor = reactor_new_fake();
    loop = looping_call_new_counting(reactor, add_up, NULL);
    start_loop(0.1, false);
    for (int i = 0; i < 10; i++) {
        reactor_advance(reactor, 0.1);
        ten_tenths += 0.1;
    }
    CHECK(ten_tenths < 1);
    reactor_advance(reactor, 1 - ten_tenths);
    CHECK_INT(sum, 10);
    end_test();
}

static void interval_0(void)
{
    const double steps[] = {0, 0, 0, 0, 0};

    begin_counting();
    stop_after = 5;
    start_loop(0, false);
    reactor_pump(reactor, steps, COUNT(steps));
    CHECK_TEXT(notes, "call*1@0 call*1@0 call*1@0 call*1@0 call*1@0 stopped");
    end_test();
}

static void interval_0_with_a_wait(void)
{
    const double seconds[] = {1, 1};

    begin_counting();
    wait_at = 2;
    stop_after = 5;
    start_loop(0, false);
    reactor_advance(reactor, 0);
    reactor_pump(reactor, seconds, COUNT(seconds));
    CHECK_TEXT(notes, "call*1@0 call*1@0");
    deferred_fire(&body, value_none());
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "call*1@0 call*1@0 call*1@2 call*1@2 call*1@2 stopped");
    end_test();
}

static void skipped_by_a_wait(void)
{
    const double steps[] = {0.2, 0.4};

    begin_counting();
    wait_at = 1;
    start_loop(0.2, false);
    reactor_pump(reactor, steps, COUNT(steps));
    CHECK_TEXT(notes, "call*1@0.2");
    deferred_fire(&body, value_none());
    reactor_advance(reactor, 0.2);
    CHECK_TEXT(notes, "call*1@0.2 call*3@0.8");
    end_test();
}

static void started_again(void)
{
    begin_counting();
    start_loop(1, true);
    reactor_advance(reactor, 1);
    looping_call_stop(loop);
    reactor_advance(reactor, 5);
    start_loop(2, true);
    reactor_advance(reactor, 2);
    CHECK_TEXT(notes, "call*1@0 call*1@1 stopped call*1@6 call*1@8");
    end_test();
}

static void reset_it(void)
{
    begin_counting();
    start_loop(2, true);
    reactor_advance(reactor, 1);
    looping_call_reset(loop);
    reactor_advance(reactor, 2);
    reactor_advance(reactor, 4);
    CHECK_TEXT(notes, "call*1@0 call*1@3 call*2@7");
    end_test();
}

static const double intervals[] = {5e-324, 1e-300, 0.001, 0.01,   1.0 / 60,
                                   0.1,    0.3,    0.7,   1,      1.1,
                                   60,     1e9,    1e300, 1.7e308};
static const double starts[] = {0, 0.1, 1.0 / 3, 718.3, 3729, 86400.7, 1e9};
static unsigned first_calls;

static Value note_first_count(Value count, void *unused)
{
    if (calls++ == 0)
        first_calls += as_int(count) == 1;
    CHECK(as_int(count) > 0);
    return value_none();
}

static void first_call_is_now(void)
{
    for (size_t i = 0; i < COUNT(intervals); i++)
        for (size_t j = 0; j < COUNT(starts); j++) {
            reactor = reactor_new_fake();
            loop = looping_call_new_counting(reactor, note_first_count, NULL);
            reactor_advance(reactor, starts[j]);
            calls = first_calls = 0;
            deferred_ignore(looping_call_start(loop, intervals[i], true));
            CHECK_INT(calls, 1);
            CHECK_INT(first_calls, 1);
            end_test();
        }
}

/* The clock's numbers must tell these intervals apart. */
static void each_tick_once(void)
{
    for (size_t i = 2; i < COUNT(intervals) - 2; i++)
        for (size_t j = 0; j < COUNT(starts) - 1; j++) {
            reactor = reactor_new_fake();
            loop = looping_call_new_counting(reactor, add_up, NULL);
            reactor_advance(reactor, starts[j]);
            sum = 0;
            deferred_ignore(looping_call_start(loop, intervals[i], true));
            for (int tick = 1; tick <= 1000; tick++)
                reactor_advance(reactor, intervals[i]);
            reactor_advance(reactor, intervals[i] / 2);
            CHECK_INT(sum, 1001);
            end_test();
        }
}

static void first_call_on_the_real_clock(void)
{
    reactor = reactor_new();
    loop = looping_call_new_counting(reactor, note_first_count, NULL);
    for (int i = 0; i < 1000; i++) {
        calls = 0;
        deferred_ignore(looping_call_start(loop, 1e-9 + 0.0001 * i, true));
        CHECK_INT(calls, 1);
        looping_call_stop(loop);
    }
    CHECK_INT(first_calls, 1000);
    looping_call_free(loop);
    reactor_free(reactor);
}

static const UnitTest tests[] = {
    {"a counting loop that starts now calls at once with 1, at any time and "
     "for "
     "any interval (rule 82)",
     first_call_is_now},
    {"on the real clock, too, the first call comes at once with 1 (rule 82)",
     first_call_on_the_real_clock},
    {"1001 ticks are all counted, although the clock rounds (rule 85)",
     each_tick_once},
    {"calls at 0, 0.51 and 2.02 s count 1, 1 and 3 intervals (rule 85)",
     skips},
    {"1.75 intervals count as one (rule 85)", lengthy_intervals},
    {"ten tenths of a second count to ten, and never 0 (rule 85)", tenths},
    {"with interval 0 the count is 1 (rule 85)", interval_0},
    {"with interval 0 the count is 1 after a long wait, too (rule 85)",
     interval_0_with_a_wait},
    {"intervals that pass while the body waits are counted (rule 86)",
     skipped_by_a_wait},
    {"a loop that is started again counts from its new start (rule 85)",
     started_again},
    {"a reset does not lose the count (rule 85)", reset_it},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
