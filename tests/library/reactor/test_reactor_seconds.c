/* Odd seconds, in every function that takes them: each function refuses them
   in its own name, or does exactly as they say. */
#include "defer_later.h"
#include "delayed_call.h"
#include "looping_call.h"
#include "timeout.h"

#include "event_notes.h"
#include "nothing_left.h"

#include <float.h>
#include <math.h>

static Reactor *reactor;

static void call_later_in(double seconds)
{
    reactor_call_later(reactor, seconds, note_text, "called");
}

static void defer_in(double seconds)
{
    deferred_ignore(defer_later(reactor, seconds, NULL, NULL));
}

static void reset_to(double seconds)
{
    DelayedCall call = reactor_call_later(reactor, 1, note_text, "called");

    delayed_call_reset(reactor, call, seconds);
}

static void reset_none_to(double seconds)
{
    delayed_call_reset(reactor, (DelayedCall){0}, seconds);
}

static void time_out_in(double seconds)
{
    Deferred *d = deferred_new();

    timeout_add(d, reactor, seconds);
}

typedef void SecondsFunction(double seconds);

static SecondsFunction *const functions[] = {
    call_later_in, defer_in, reset_to, reset_none_to, time_out_in,
};

static const char *const names[] = {
    "reactor_call_later", "defer_later", "delayed_call_reset",
    "delayed_call_reset", "timeout_add",
};

static const double refused[] = {-1, -DBL_MIN, -INFINITY, INFINITY, NAN};

typedef struct {
    SecondsFunction *fn;
    double seconds;
} Case;

static void try_it(void *arg)
{
    const Case *odd = arg;

    reactor_advance(reactor, 1);
    odd->fn(odd->seconds);
}

static void each_is_refused(void)
{
    char sentence[100];

    reactor = reactor_new_fake();
    for (size_t i = 0; i < COUNT(functions); i++)
        for (size_t j = 0; j < COUNT(refused); j++) {
            snprintf(sentence, sizeof sentence,
                     "%s: cannot schedule a call %g seconds from now",
                     names[i], refused[j]);
            CHECK_DIES(try_it, &((Case){functions[i], refused[j]}), sentence);
        }
    reactor_free(reactor);
}

/* The clock has gone far: now and seconds are finite, and their sum is not. */
static void overflow(void *unused)
{
    reactor_advance(reactor, DBL_MAX);
    call_later_in(DBL_MAX);
}

static void a_sum_that_is_not_finite(void)
{
    reactor = reactor_new_fake();
    CHECK_DIES(overflow, NULL,
               "reactor_call_later: cannot schedule a call "
               "1.79769e+308 seconds from now");
    reactor_free(reactor);
}

static void delay_by(double seconds)
{
    DelayedCall call = reactor_call_later(reactor, 1, note_text, "called");

    delayed_call_delay(reactor, call, seconds);
}

static void delay_none_by(double seconds)
{
    delayed_call_delay(reactor, (DelayedCall){0}, seconds);
}

static void delays(void)
{
    static const double odd[] = {-INFINITY, INFINITY, NAN};
    char sentence[100];

    reactor = reactor_new_fake();
    for (size_t i = 0; i < COUNT(odd); i++) {
        snprintf(sentence, sizeof sentence,
                 "delayed_call_delay: cannot put off a call by %g seconds",
                 odd[i]);
        CHECK_DIES(try_it, &((Case){delay_by, odd[i]}), sentence);
        CHECK_DIES(try_it, &((Case){delay_none_by, odd[i]}), sentence);
    }
    reactor_free(reactor);
}

static void advance_by(double seconds)
{
    reactor_advance(reactor, seconds);
}

static void advance_twice(double seconds)
{
    reactor_advance(reactor, seconds);
    reactor_advance(reactor, seconds);
}

static void advances(void)
{
    reactor = reactor_new_fake();
    CHECK_DIES(try_it, &((Case){advance_by, INFINITY}),
               "reactor_advance: the clock cannot go on by inf s");
    CHECK_DIES(try_it, &((Case){advance_by, NAN}),
               "reactor_advance: the clock cannot go on by nan s");
    CHECK_DIES(try_it, &((Case){advance_by, -INFINITY}),
               "reactor_advance: the clock cannot go back by inf s");
    CHECK_DIES(try_it, &((Case){advance_twice, 1e308}),
               "reactor_advance: the clock cannot go on by 1e+308 s");
    reactor_free(reactor);
}

static void minus_zero_is_zero(void)
{
    reactor = reactor_new_fake();
    call_later_in(-0.0);
    defer_in(-0.0);
    reset_to(-0.0);
    reactor_advance(reactor, -0.0);
    CHECK_TEXT(notes, "called called");
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_free(reactor);
}

static unsigned turns;

static void again(void *seconds)
{
    turns++;
    reactor_call_later(reactor, *(double *)seconds, again, seconds);
}

/* A call schedules itself again after less than the clock can tell. It runs
   once each time that we move the clock, and reactor_advance() returns. */
static void too_small_for_the_clock(void)
{
    static double least = 5e-324;

    reactor = reactor_new_fake();
    reactor_advance(reactor, 1e6);
    turns = 0;
    again(&least);
    CHECK_INT(turns, 1);
    reactor_advance(reactor, 1);
    CHECK_INT(turns, 2);
    reactor_advance(reactor, 1);
    CHECK_INT(turns, 3);
    reactor_free(reactor);
}

static Value count_turn(Value none, void *unused)
{
    turns++;
    return value_none();
}

static void a_loop_of_such_intervals(void)
{
    static const double odd[] = {5e-324, DBL_MIN, 1e-300};

    for (size_t i = 0; i < COUNT(odd); i++) {
        LoopingCall *loop;

        turns = 0;
        reactor = reactor_new_fake();
        reactor_advance(reactor, 1e6);
        loop = looping_call_new(reactor, count_turn, NULL);
        deferred_ignore(looping_call_start(loop, odd[i], true));
        reactor_advance(reactor, 1);
        reactor_advance(reactor, 1);
        CHECK_INT(turns, 3);
        looping_call_free(loop);
        reactor_free(reactor);
    }
}

static void the_greatest_number(void)
{
    reactor = reactor_new_fake();
    call_later_in(DBL_MAX);
    reactor_advance(reactor, 1e300);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, DBL_MAX - 1e300);
    CHECK_TEXT(notes, "called");
    reactor_free(reactor);
}

static void stop_reactor(void *unused)
{
    reactor_stop(reactor);
}

static void the_greatest_number_on_the_real_clock(void)
{
    reactor = reactor_new();
    call_later_in(DBL_MAX);
    reactor_call_later(reactor, 5e-324, stop_reactor, NULL);
    reactor_run(reactor);
    CHECK_TEXT(notes, "");
    reactor_free(reactor);
}

static const UnitTest tests[] = {
    {"seconds below 0, or not finite, are refused by each function in its "
     "own name",
     each_is_refused},
    {"a time that is not finite is refused, even if both its parts are finite",
     a_sum_that_is_not_finite},
    {"a delay that is not finite is refused, even for a call that is over",
     delays},
    {"the fake clock refuses a step that is not finite, or leads to such a "
     "time",
     advances},
    {"-0 seconds are 0 seconds", minus_zero_is_zero},
    {"the least seconds are later than now, even if a double cannot tell them "
     "apart",
     too_small_for_the_clock},
    {"the least interval of a loop is later than now, too",
     a_loop_of_such_intervals},
    {"a call in DBL_MAX seconds comes at that time", the_greatest_number},
    {"on the real clock a call in DBL_MAX seconds never comes",
     the_greatest_number_on_the_real_clock},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
