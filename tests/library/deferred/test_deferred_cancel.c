/* Deferred: canceling (rules 33 to 38). */
#include "noting_callbacks.h"

static unsigned calls;

static void count_call(void *unused)
{
    calls++;
}

static void check_canceled(Deferred *d)
{
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "ECANCELED");
}

static void without_a_canceller_it_fails(void)
{
    Deferred *d = new_pending();

    deferred_add_both(d, note_as, "both");
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "both:ECANCELED ECANCELED");
    deferred_fire(&pending[0], value_none());
}

static void one_late_fire_is_swallowed(void)
{
    Deferred *d = new_pending(), *again = d;

    deferred_add_both(d, note_as, "once");
    deferred_cancel(d);
    CHECK_INT(deferred_fire(&pending[0], value_text("late")), 0);
    CHECK_INT(deferred_fire(&again, value_text("later")), UV_EALREADY);
    note_result(d);
    CHECK_TEXT(notes, "once:ECANCELED ECANCELED");
}

static void one_late_failure_is_swallowed(void)
{
    Deferred *d = new_pending(), *again = d;

    deferred_cancel(d);
    CHECK_INT(deferred_fire(&pending[0], a_failure()), 0);
    CHECK_INT(deferred_fire(&again, a_failure()), UV_EALREADY);
    note_result(d);
    CHECK_TEXT(notes, "ECANCELED");
}

static void canceling_again_does_no_harm(void)
{
    Deferred *d = new_pending(), *again = d;

    deferred_cancel(d);
    deferred_cancel(d);
    CHECK_INT(deferred_fire(&pending[0], value_none()), 0);
    deferred_cancel(d);
    CHECK_INT(deferred_fire(&again, value_none()), UV_EALREADY);
    check_canceled(d);
}

static void the_canceller_is_called_once(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, count_call, NULL);
    deferred_cancel(d);
    deferred_cancel(d);
    check_canceled(d);
    CHECK_INT(calls, 1);
    deferred_fire(&pending[0], value_none());
}

static void after_a_canceller_a_late_fire_is_refused(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, count_call, NULL);
    deferred_cancel(d);
    CHECK_INT(deferred_fire(&pending[0], value_text("late")), UV_EALREADY);
    check_canceled(d);
    CHECK_INT(calls, 1);
}

static void fire_hello(void *slot)
{
    deferred_fire(slot, value_text("hello!"));
}

static void fire_failure(void *slot)
{
    deferred_fire(slot, a_failure());
}

static void a_canceller_may_fire_it(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, fire_hello, &pending[0]);
    deferred_cancel(d);
    note_result(d);
    CHECK(pending[0] == NULL);
    d = new_pending();
    deferred_on_cancel(d, fire_failure, &pending[1]);
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "hello! EIO");
}

static void a_canceller_may_fire_what_nobody_waits_for(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, note_as, "runs");
    deferred_on_cancel(d, fire_hello, &pending[0]);
    deferred_ignore(d);
    deferred_cancel(d);
    CHECK_TEXT(notes, "runs:hello!");
}

static void chain_ready(void *slot)
{
    deferred_chain(deferred_succeed(value_text("instead")), slot);
}

static void chain_waiting(void *slot)
{
    deferred_chain(new_pending(), slot);
}

static void a_canceller_may_chain_another(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, chain_ready, &pending[0]);
    deferred_cancel(d);
    note_result(d);
    d = new_pending();
    deferred_on_cancel(d, chain_waiting, &pending[1]);
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "instead");
    deferred_fire(&pending[2], value_text("later"));
    CHECK_TEXT(notes, "instead later");
}

static void a_fired_one_is_left_alone(void)
{
    Deferred *good = new_pending(), *bad = new_pending();

    deferred_on_cancel(good, count_call, NULL);
    deferred_on_cancel(bad, count_call, NULL);
    deferred_fire(&pending[0], value_int(1));
    deferred_fire(&pending[1], a_failure());
    deferred_cancel(good);
    deferred_cancel(bad);
    deferred_on_cancel(good, count_call, NULL);
    deferred_cancel(good);
    note_result(good);
    note_result(bad);
    CHECK_TEXT(notes, "1 EIO");
    CHECK_INT(calls, 0);
}

static void a_second_canceller_replaces_the_first(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel_later(d, note_text, "first");
    deferred_on_cancel(d, note_text, "second");
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "second ECANCELED");
    CHECK_INT(deferred_fire(&pending[0], value_none()), UV_EALREADY);
}

static const UnitTest tests[] = {
    {"without a canceller a canceled Deferred fails (rule 33)",
     without_a_canceller_it_fails},
    {"one late fire is swallowed, the next is refused (rule 34)",
     one_late_fire_is_swallowed},
    {"one late failure is swallowed, the next is refused (rule 34)",
     one_late_failure_is_swallowed},
    {"canceling again does no harm (rule 35)", canceling_again_does_no_harm},
    {"the canceller is called once only (rule 35)",
     the_canceller_is_called_once},
    {"a second canceller replaces the first",
     a_second_canceller_replaces_the_first},
    {"after a canceller that fires nothing a late fire is refused (rule 36)",
     after_a_canceller_a_late_fire_is_refused},
    {"a canceller may fire the Deferred, and its result counts (rule 37)",
     a_canceller_may_fire_it},
    {"a canceller may fire a Deferred that is not waited for (rule 37)",
     a_canceller_may_fire_what_nobody_waits_for},
    {"a canceller may chain another Deferred (rule 37)",
     a_canceller_may_chain_another},
    {"a fired Deferred is left alone (rule 38)", a_fired_one_is_left_alone},
    {"without a canceller exactly one late fire is swallowed (rule A4)",
     one_late_fire_is_swallowed},
    {"with a canceller no late fire is swallowed (rule A4)",
     after_a_canceller_a_late_fire_is_refused},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
