/* Deferred: callbacks that return Deferreds (rules 19 to 27). */
#include "deferred_inside.h"
#include "noting_callbacks.h"

/* pending[0] opens the outer one, pending[1] the inner one. */
static Deferred *outer, *inner;

static void begin(void)
{
    outer = new_pending();
    inner = new_pending();
}

static void fire_pending(size_t number, Value result)
{
    deferred_fire(&pending[number], result);
}

static void the_outer_one_waits(void)
{
    begin();
    deferred_add_callback(outer, note_as, "first");
    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_callback(outer, note_as, "second");
    deferred_add_callback(inner, note_as, "inner");
    note_result(outer);
    fire_pending(0, value_text("a"));
    CHECK_TEXT(notes, "first:a");
    fire_pending(1, value_text("withers"));
    CHECK_TEXT(notes, "first:a inner:withers second:withers withers");
}

static void a_ready_inner_one_is_taken_at_once(void)
{
    begin();
    fire_pending(1, value_text("ready"));
    deferred_add_callback(outer, to_deferred, inner);
    note_result(outer);
    fire_pending(0, value_int(1));
    CHECK_TEXT(notes, "ready");
}

static Value to_kept_alive(Value result, void *d)
{
    deferred_cancel(d);
    return value_deferred(d);
}

static void a_ready_inner_one_is_left_with_none(void)
{
    begin();
    deferred_add_callback(outer, to_kept_alive, inner);
    note_result(outer);
    fire_pending(0, value_int(1));
    CHECK_TEXT(notes, "ECANCELED");
    deferred_add_both(inner, note_as, "inner");
    CHECK_TEXT(notes, "ECANCELED inner:none");
    fire_pending(1, value_int(2));
}

static void what_the_inner_one_gets_later_sees_none(void)
{
    begin();
    deferred_add_callback(outer, to_deferred, inner);
    note_result(outer);
    fire_pending(0, value_int(1));
    deferred_add_both(inner, note_as, "inner");
    fire_pending(1, value_text("value"));
    CHECK_TEXT(notes, "value inner:none");
}

static void a_ready_failure_moves_to_the_outer_one(void)
{
    begin();
    fire_pending(1, a_failure());
    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_callback(outer, note_as, "never");
    note_result(outer);
    fire_pending(0, value_int(1));
    CHECK_TEXT(notes, "EIO");
}

static void a_later_failure_moves_to_the_outer_one(void)
{
    begin();
    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_errback(outer, note_as, "outer");
    note_result(outer);
    fire_pending(0, value_int(1));
    deferred_add_both(inner, note_as, "inner");
    fire_pending(1, a_failure());
    CHECK_TEXT(notes, "outer:EIO EIO inner:none");
}

static void waiting_goes_through_others(void)
{
    Deferred *third = deferred_new(), *fires = third;

    begin();
    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_callback(inner, to_deferred, third);
    note_result(outer);
    fire_pending(0, value_int(0));
    fire_pending(1, value_int(1));
    CHECK_TEXT(notes, "");
    CHECK(deferred_awaits(outer) == inner);
    CHECK(deferred_awaits(inner) == third);
    deferred_fire(&fires, value_int(3));
    CHECK_TEXT(notes, "3");
}

static void a_fired_one_that_waits_is_not_ready(void)
{
    Deferred *third = deferred_new(), *fires = third;

    begin();
    deferred_add_callback(inner, to_deferred, third);
    deferred_add_callback(inner, note_as, "inner");
    fire_pending(1, value_int(1));
    deferred_add_callback(outer, to_deferred, inner);
    note_result(outer);
    fire_pending(0, value_int(0));
    CHECK_TEXT(notes, "");
    deferred_add_callback(third, note_as, "third, late");
    deferred_fire(&fires, value_int(3));
    CHECK_TEXT(notes, "inner:3 3 third, late:none");
}

static void the_innermost_chain_runs_first(void)
{
    Deferred *third = deferred_new(), *fires = third;

    begin();
    deferred_add_callback(third, note_as, "third");
    deferred_add_callback(inner, note_as, "inner");
    deferred_add_callback(inner, to_deferred, third);
    deferred_add_callback(inner, plus_one, NULL);
    deferred_add_callback(outer, note_as, "outer");
    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_callback(outer, plus_one, NULL);
    note_result(outer);
    fire_pending(1, value_int(1));
    fire_pending(0, value_int(0));
    deferred_fire(&fires, value_int(3));
    CHECK_TEXT(notes, "inner:1 outer:0 third:3 5");
}

static void one_of_a_ready_one_of_a_ready_one(void)
{
    Deferred *third = deferred_succeed(value_text("far"));

    begin();
    fire_pending(1, value_int(1));
    deferred_add_callback(inner, to_deferred, third);
    deferred_add_callback(outer, to_deferred, inner);
    fire_pending(0, value_int(0));
    note_result(outer);
    CHECK_TEXT(notes, "far");
}

static void a_paused_inner_one_is_not_ready(void)
{
    begin();
    deferred_pause(inner);
    fire_pending(1, value_text("held"));
    deferred_add_callback(outer, to_deferred, inner);
    note_result(outer);
    fire_pending(0, value_int(0));
    CHECK_TEXT(notes, "");
    deferred_unpause(inner);
    CHECK_TEXT(notes, "held");
}

static void a_paused_outer_one_holds_nobody_up(void)
{
    begin();
    deferred_add_callback(outer, to_deferred, inner);
    fire_pending(0, value_int(0));
    deferred_pause(outer);
    note_result(outer);
    deferred_add_callback(inner, note_as, "inner");
    fire_pending(1, value_text("value"));
    CHECK_TEXT(notes, "inner:none");
    deferred_unpause(outer);
    CHECK_TEXT(notes, "inner:none value");
}

static void an_errback_returns_a_deferred_as_well(void)
{
    begin();
    deferred_add_errback(outer, to_deferred, inner);
    deferred_add_callback(outer, note_as, "callback");
    note_result(outer);
    fire_pending(0, a_failure());
    fire_pending(1, value_text("mended"));
    CHECK_TEXT(notes, "callback:mended mended");
}

static Value fire_and_return(Value result, void *d)
{
    note("fires");
    fire_pending(1, value_text("inside"));
    note("fired");
    return value_deferred(d);
}

static void an_inner_one_fired_by_the_callback_is_ready(void)
{
    begin();
    deferred_add_callback(inner, note_as, "inner");
    deferred_add_callback(outer, fire_and_return, inner);
    note_result(outer);
    fire_pending(0, value_int(0));
    CHECK_TEXT(notes, "fires inner:inside fired inside");
}

static Value add_to_it(Value result, void *d)
{
    deferred_add_callback(d, note_as, "added");
    note("end");
    return result;
}

static void what_is_added_after_a_wait_runs_after(void)
{
    begin();
    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_callback(outer, add_to_it, outer);
    fire_pending(0, value_int(0));
    fire_pending(1, value_int(1));
    CHECK_TEXT(notes, "end added:1");
    deferred_ignore(outer);
}

static const UnitTest tests[] = {
    {"the outer Deferred waits and goes on with the inner result (rule 19)",
     the_outer_one_waits},
    {"the result of a ready inner Deferred is taken at once (rule 20)",
     a_ready_inner_one_is_taken_at_once},
    {"a ready inner Deferred is left with none (rule 20)",
     a_ready_inner_one_is_left_with_none},
    {"what is added to the inner Deferred later sees none (rule 21)",
     what_the_inner_one_gets_later_sees_none},
    {"a failure that is there moves to the outer Deferred (rule 22)",
     a_ready_failure_moves_to_the_outer_one},
    {"a failure that comes later moves to the outer Deferred (rule 22)",
     a_later_failure_moves_to_the_outer_one},
    {"a Deferred may wait for one that waits for a third (rule 23)",
     waiting_goes_through_others},
    {"an inner Deferred that fired but waits is not ready (rule 24)",
     a_fired_one_that_waits_is_not_ready},
    {"the callbacks of the inner Deferreds run first (rule 24)",
     the_innermost_chain_runs_first},
    {"a ready Deferred inside a ready Deferred is ready (rule 24)",
     one_of_a_ready_one_of_a_ready_one},
    {"an inner Deferred that fired but is paused is not ready (rule 25)",
     a_paused_inner_one_is_not_ready},
    {"a paused outer Deferred does not hold the inner one up (rule 26)",
     a_paused_outer_one_holds_nobody_up},
    {"an errback may return a Deferred (rule 27)",
     an_errback_returns_a_deferred_as_well},
    {"a callback may fire the Deferred that it then returns",
     an_inner_one_fired_by_the_callback_is_ready},
    {"what a callback adds after a wait runs after it",
     what_is_added_after_a_wait_runs_after},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
