/* Deferred: one chain of callbacks (rules 1 to 11, 17). */
#include "noting_callbacks.h"

/* Fires a second time, through another pointer to the same Deferred. */
static void check_second_fire(Value first, Value second, const char *seen)
{
    Deferred *d = deferred_new(), *firing = d, *again = d;

    notes[0] = '\0';
    CHECK_INT(deferred_fire(&firing, first), 0);
    CHECK_INT(deferred_fire(&again, second), UV_EALREADY);
    CHECK(firing == NULL && again == NULL);
    CHECK_INT(deferred_fire(&again, value_none()), UV_EALREADY);
    note_result(d);
    CHECK_TEXT(notes, seen);
}

static void a_second_fire_is_refused(void)
{
    check_second_fire(value_text("one"), value_text("two"), "one");
    check_second_fire(value_text("one"), a_failure(), "one");
    check_second_fire(a_failure(), a_failure(), "EIO");
    check_second_fire(a_failure(), value_text("two"), "EIO");
}

static Value fire_again_inside(Value result, void *d)
{
    Deferred *again = d;

    note("%s", uv_err_name(deferred_fire(&again, value_text("again"))));
    return result;
}

static void a_fire_from_its_own_callback_is_refused(void)
{
    Deferred *d = deferred_new(), *firing = d;

    deferred_add_callback(d, fire_again_inside, d);
    deferred_add_callback(d, note_as, "next");
    note_result(d);
    deferred_fire(&firing, value_text("once"));
    CHECK_TEXT(notes, "EALREADY next:once once");
}

static void the_argument_comes_behind_the_result(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, note_as, "world");
    deferred_ignore(d);
    deferred_fire(&pending[0], value_text("hello"));
    CHECK_TEXT(notes, "world:hello");
}

static void each_callback_is_lent_what_the_last_one_returned(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, plus_one, NULL);
    deferred_add_callback(d, note_as, "a");
    deferred_add_callback(d, plus_one, NULL);
    note_result(d);
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "a:2 3");
}

static void adding_to_a_fired_one_runs_at_once(void)
{
    Deferred *good = deferred_succeed(value_text("good"));
    Deferred *bad = deferred_fail(a_failure());

    deferred_add_callback(good, note_as, "callback");
    note("after");
    deferred_add_errback(bad, note_as, "errback");
    note("after");
    note_result(good);
    note_result(bad);
    CHECK_TEXT(notes, "callback:good after errback:EIO after good EIO");
}

static void all_is_added_to_the_same_deferred(void)
{
    Deferred *d = new_pending();

    deferred_add_callbacks(d, note_as, note_as, "pair");
    deferred_add_errback(d, note_as, "never");
    deferred_add_both(d, to_text, "strong");
    note_result(deferred_of(value_deferred(d)));
    deferred_fire(&pending[0], value_text("plain"));
    CHECK_TEXT(notes, "pair:plain strong");
}

static void each_result_passes_the_other_side_by(void)
{
    Deferred *good = deferred_succeed(value_text("good"));
    Deferred *bad = deferred_fail(a_failure());

    deferred_add_errback(good, note_as, "errback");
    deferred_add_callbacks(good, NULL, note_as, "no callback");
    deferred_add_callback(bad, note_as, "callback");
    deferred_add_callbacks(bad, note_as, NULL, "no errback");
    note_result(good);
    note_result(bad);
    CHECK_TEXT(notes, "good EIO");
}

static Value fail_or_note(Value result, void *name)
{
    if (failed(result))
        return note_as(result, name);
    return a_failure();
}

static void a_pair_is_one_level(void)
{
    Deferred *d = deferred_succeed(value_int(1));

    deferred_add_callbacks(d, fail_or_note, fail_or_note, "same-level");
    deferred_add_callbacks(d, fail_or_note, fail_or_note, "next-level");
    note_result(d);
    CHECK_TEXT(notes, "next-level:EIO EIO");
}

static void both_is_called_for_either(void)
{
    Deferred *good = deferred_succeed(value_int(1));
    Deferred *bad = deferred_fail(a_failure());

    deferred_add_both(good, note_as, "both");
    deferred_add_both(bad, note_as, "both");
    deferred_ignore(good);
    note_result(bad);
    CHECK_TEXT(notes, "both:1 both:EIO EIO");
}

static void a_returned_failure_takes_the_other_side(void)
{
    Deferred *d = deferred_succeed(value_int(7));

    deferred_add_callback(d, note_as, "a");
    deferred_add_callback(d, to_failure, "it broke");
    deferred_add_callback(d, note_as, "never");
    deferred_add_errback(d, note_as, "b");
    deferred_add_errback(d, note_as, "c");
    note_result(d);
    CHECK_TEXT(notes, "a:7 b:EIO c:EIO EIO");
}

static const Failure *first_seen;

static Value is_the_first(Value result, void *unused)
{
    if (!first_seen)
        first_seen = as_failure(result);
    CHECK(as_failure(result) == first_seen);
    return result;
}

static void a_failure_that_passes_stays_the_same(void)
{
    Deferred *d = deferred_fail(a_failure());

    deferred_add_errback(d, is_the_first, NULL);
    deferred_add_callback(d, note_as, "never");
    deferred_add_errback(d, is_the_first, NULL);
    note_result(d);
    CHECK_TEXT(notes, "EIO");
}

static void an_errback_may_make_all_good_again(void)
{
    Deferred *d = deferred_fail(a_failure());

    deferred_add_errback(d, to_text, "mended");
    deferred_add_callback(d, note_as, "callback");
    note_result(d);
    CHECK_TEXT(notes, "callback:mended mended");
}

static void note_message(Value result, void *unused)
{
    note("%s", as_failure(result)->message);
}

static void an_errback_may_replace_the_failure(void)
{
    Deferred *d = deferred_fail(a_failure());

    deferred_add_errback(d, note_as, "passes");
    deferred_add_errback(d, to_failure, "another");
    deferred_add_callback(d, note_as, "never");
    deferred_deliver(d, note_message, NULL);
    CHECK_TEXT(notes, "passes:EIO another");
}

static void a_failure_fires_the_errbacks(void)
{
    Deferred *d = new_pending();

    deferred_add_callbacks(d, to_text, note_as, "eb");
    note_result(d);
    CHECK_INT(deferred_fire(&pending[0], a_failure()), 0);
    CHECK_TEXT(notes, "eb:EIO EIO");
}

static void check_by_hand_and_ready(Deferred *ready, Value result)
{
    Deferred *d = deferred_new(), *firing = d;
    char first[sizeof notes];

    notes[0] = '\0';
    deferred_add_both(ready, note_as, "both");
    note_result(ready);
    strcpy(first, notes);
    notes[0] = '\0';
    deferred_fire(&firing, result);
    deferred_add_both(d, note_as, "both");
    note_result(d);
    CHECK_TEXT(notes, first);
    CHECK(deferred_fire(&firing, value_none()) == UV_EALREADY);
}

static void succeed_and_fail_are_like_fired_by_hand(void)
{
    check_by_hand_and_ready(deferred_succeed(value_int(5)), value_int(5));
    check_by_hand_and_ready(deferred_succeed(a_failure()), a_failure());
    check_by_hand_and_ready(deferred_fail(a_failure()), a_failure());
}

static const UnitTest tests[] = {
    {"a second fire is refused and changes nothing (rule 1)",
     a_second_fire_is_refused},
    {"a fire from its own callback is refused, the chain goes on (rule 1)",
     a_fire_from_its_own_callback_is_refused},
    {"the argument comes after the result (rule 2)",
     the_argument_comes_behind_the_result},
    {"each callback is lent what the last one returned (rule 3)",
     each_callback_is_lent_what_the_last_one_returned},
    {"what is added to a fired Deferred runs at once (rule 4)",
     adding_to_a_fired_one_runs_at_once},
    {"all is added to the same Deferred (rule 5)",
     all_is_added_to_the_same_deferred},
    {"a result skips errbacks, a failure skips callbacks, unchanged (rule 6)",
     each_result_passes_the_other_side_by},
    {"a pair is one level, the next errback sees its failure (rule 7)",
     a_pair_is_one_level},
    {"what is added for both is called for either (rule 8)",
     both_is_called_for_either},
    {"after a returned failure the next errback is called (rule 9)",
     a_returned_failure_takes_the_other_side},
    {"a failure that passes stays the same object (rule 9)",
     a_failure_that_passes_stays_the_same},
    {"an errback may turn a failure into a result (rule 10)",
     an_errback_may_make_all_good_again},
    {"an errback may pass the failure on or replace it (rule 10)",
     an_errback_may_replace_the_failure},
    {"firing with a failure calls the errbacks (rule 11)",
     a_failure_fires_the_errbacks},
    {"succeed and fail are like one that was fired by hand (rule 17)",
     succeed_and_fail_are_like_fired_by_hand},
    {"a second fire says UV_EALREADY, in this build as in any (rule A1)",
     a_second_fire_is_refused},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
