/* Deferred: what a callback may do to its own Deferred (rules 14 to 16). */
#include "noting_callbacks.h"

static void note_message(Value result, void *unused)
{
    note("%s", as_failure(result)->message);
}

static void returning_itself_is_a_failure(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, to_deferred, d);
    deferred_add_both(d, note_as, "next");
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "next:EINVAL");
    deferred_deliver(d, note_message, NULL);
    CHECK_CONTAINS(notes, "a callback cannot return the Deferred that it "
                          "is attached to");
}

static void an_errback_that_returns_itself_fails_too(void)
{
    Deferred *d = new_pending();

    deferred_add_errback(d, to_deferred, d);
    deferred_fire(&pending[0], a_failure());
    note_result(d);
    CHECK_TEXT(notes, "EINVAL");
}

static Value to_value(Value result, void *value)
{
    return *(Value *)value;
}

static void returning_itself_by_a_value_made_before_fails(void)
{
    Deferred *d = new_pending();
    Value of_itself;

    deferred_add_callback(d, to_value, &of_itself);
    deferred_add_both(d, note_as, "next");
    of_itself = value_deferred(d);
    unhandled_expected = 1;
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "next:EINVAL");
}

static void returning_one_that_waits_for_it_fails(void)
{
    Deferred *d = new_pending(), *other = deferred_succeed(value_int(1));

    deferred_add_callback(d, to_deferred, other);
    deferred_add_both(d, note_as, "d");
    deferred_add_callback(other, to_deferred, d);
    deferred_add_both(other, note_as, "other");
    unhandled_expected = 1;
    deferred_fire(&pending[0], value_int(2));
    CHECK_TEXT(notes, "d:EINVAL other:EINVAL");
}

static Value add_two(Value result, void *d)
{
    note("1");
    deferred_add_callback(d, note_as, "2");
    deferred_add_both(d, note_as, "3");
    note("end");
    return result;
}

static void what_is_added_inside_runs_after(void)
{
    Deferred *d = new_pending();

    deferred_add_both(d, add_two, d);
    deferred_add_both(d, note_as, "there before");
    deferred_fire(&pending[0], value_int(0));
    CHECK_TEXT(notes, "1 end there before:0 2:0 3:0");
    deferred_ignore(d);
}

static void what_is_added_inside_a_fired_one_runs_after(void)
{
    Deferred *d = deferred_succeed(value_int(0));

    deferred_add_both(d, add_two, d);
    CHECK_TEXT(notes, "1 end 2:0 3:0");
    deferred_add_both(d, note_as, "4");
    CHECK_TEXT(notes, "1 end 2:0 3:0 4:0");
    deferred_ignore(d);
}

static Value add_and_fail(Value result, void *d)
{
    deferred_add_callbacks(d, note_as, note_as, "added");
    return a_failure();
}

static void what_is_added_inside_sees_the_failure(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, add_and_fail, d);
    deferred_fire(&pending[0], value_int(0));
    note_result(d);
    CHECK_TEXT(notes, "added:EIO EIO");
}

static void pauses_are_counted(void)
{
    Deferred *d = new_pending();

    deferred_add_both(d, note_as, "ran");
    deferred_pause(d);
    deferred_pause(d);
    deferred_fire(&pending[0], a_failure());
    CHECK_TEXT(notes, "");
    deferred_unpause(d);
    CHECK_TEXT(notes, "");
    deferred_unpause(d);
    CHECK_TEXT(notes, "ran:EIO");
    note_result(d);
}

static void to_unpause_before_the_fire_does_no_harm(void)
{
    Deferred *d = new_pending();

    deferred_pause(d);
    deferred_add_callback(d, note_as, "ran");
    deferred_unpause(d);
    CHECK_TEXT(notes, "");
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "ran:1");
    deferred_ignore(d);
}

static Value pause_it(Value result, void *d)
{
    deferred_pause(d);
    return result;
}

static void a_callback_can_pause_its_own(void)
{
    Deferred *d = deferred_succeed(value_int(1));

    deferred_add_callback(d, pause_it, d);
    deferred_add_callback(d, note_as, "later");
    note_result(d);
    CHECK_TEXT(notes, "");
    deferred_unpause(d);
    CHECK_TEXT(notes, "later:1 1");
}

static Value pause_and_unpause(Value result, void *d)
{
    deferred_pause(d);
    deferred_unpause(d);
    note("end");
    return result;
}

static void to_unpause_inside_does_not_overtake(void)
{
    Deferred *d = deferred_succeed(value_int(1));

    deferred_add_callback(d, pause_and_unpause, d);
    deferred_pause(d);
    deferred_add_callback(d, pause_and_unpause, d);
    deferred_add_callback(d, note_as, "next");
    note_result(d);
    deferred_unpause(d);
    CHECK_TEXT(notes, "end end next:1 1");
}

static const UnitTest tests[] = {
    {"a callback that returns its own Deferred makes it fail (rule 14)",
     returning_itself_is_a_failure},
    {"an errback that returns its own Deferred makes it fail (rule 14)",
     an_errback_that_returns_itself_fails_too},
    {"a Value of its own Deferred, made before, makes it fail (rule 14)",
     returning_itself_by_a_value_made_before_fails},
    {"a Deferred that waits for its own waiter fails (rule 14)",
     returning_one_that_waits_for_it_fails},
    {"a callback that returns its own Deferred fails at once (rule A3)",
     returning_itself_is_a_failure},
    {"what is added inside a callback runs after all the others (rule 15)",
     what_is_added_inside_runs_after},
    {"what is added inside runs last on a fired Deferred, too (rule 15)",
     what_is_added_inside_a_fired_one_runs_after},
    {"what is added inside runs last if the callback fails, too (rule 15)",
     what_is_added_inside_sees_the_failure},
    {"a Deferred goes on after as many unpauses as pauses (rule 16)",
     pauses_are_counted},
    {"to unpause before the fire does no harm (rule 16)",
     to_unpause_before_the_fire_does_no_harm},
    {"a callback can pause its own Deferred (rule 16)",
     a_callback_can_pause_its_own},
    {"to unpause inside a callback overtakes nothing (rule 16)",
     to_unpause_inside_does_not_overtake},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
