/* Deferred: deferred_chain(), and which Deferred waits for which (rules
   29, 31, 32). */
#include "deferred_inside.h"
#include "noting_callbacks.h"

static Value to_text_of(Value result, void *unused)
{
    return value_textf("<%s>", as_text(result));
}

static void a_chained_one_gets_the_result(void)
{
    Deferred *first = new_pending(), *second = new_pending(), *waits = second;

    deferred_add_callback(first, to_text_of, NULL);
    CHECK_INT(deferred_chain(first, &pending[1]), 0);
    CHECK(pending[1] == NULL);
    deferred_add_callback(second, note_as, "second");
    CHECK(deferred_awaits(waits) == first);
    note_result(second);
    deferred_fire(&pending[0], value_text("a"));
    CHECK_TEXT(notes, "second:<a> <a>");
}

static void a_ready_one_fires_it_at_once(void)
{
    Deferred *second = new_pending();

    deferred_add_both(second, note_as, "second");
    deferred_chain(deferred_fail(a_failure()), &pending[0]);
    CHECK_TEXT(notes, "second:EIO");
    note_result(second);
}

static void a_chained_one_can_not_be_fired_again(void)
{
    Deferred *first = new_pending(), *second = new_pending(), *again = second;

    deferred_chain(first, &pending[1]);
    CHECK_INT(deferred_fire(&again, value_int(1)), UV_EALREADY);
    note_result(second);
    deferred_fire(&pending[0], value_int(2));
    CHECK_TEXT(notes, "2");
}

static void to_cancel_the_second_cancels_the_first(void)
{
    Deferred *first = new_pending(), *second = new_pending();

    deferred_add_both(first, note_as, "first");
    deferred_chain(first, &pending[1]);
    deferred_cancel(second);
    note_result(second);
    CHECK_TEXT(notes, "first:ECANCELED ECANCELED");
    deferred_fire(&pending[0], value_int(2));
}

static void one_chained_too_late_is_canceled(void)
{
    Deferred *first = new_pending(), *second = new_pending(), *again = second;

    deferred_add_both(first, note_as, "first");
    deferred_cancel(second);
    CHECK_INT(deferred_chain(first, &pending[1]), 0);
    CHECK_TEXT(notes, "first:ECANCELED");
    first = deferred_succeed(value_int(1));
    CHECK_INT(deferred_chain(first, &again), UV_EALREADY);
    first = deferred_succeed(value_int(1));
    CHECK_INT(deferred_chain(first, &again), UV_EALREADY);
    note_result(second);
    deferred_fire(&pending[0], value_int(2));
}

static Value end_other(Value result, void *d)
{
    Deferred *again = d;

    note("%s", uv_err_name(deferred_fire(&again, value_int(1))));
    deferred_ignore(d);
    return result;
}

static void a_late_chain_may_be_the_end_of_the_second(void)
{
    Deferred *first = new_pending(), *second = new_pending();

    deferred_add_errback(second, to_text, "handled");
    deferred_add_both(first, end_other, second);
    deferred_cancel(second);
    CHECK_INT(deferred_chain(first, &pending[1]), 0);
    CHECK_TEXT(notes, "EALREADY");
    deferred_fire(&pending[0], value_none());
}

static void one_chained_to_itself_fails(void)
{
    Deferred *d = deferred_new();

    deferred_add_both(d, note_as, "fails");
    unhandled_expected = 1;
    deferred_chain(d, &(Deferred *){d});
    CHECK_TEXT(notes, "fails:EINVAL");
}

static void two_chained_to_each_other_fail(void)
{
    Deferred *first = new_pending(), *second = new_pending();

    deferred_add_both(first, note_as, "first");
    deferred_add_both(second, note_as, "second");
    unhandled_expected = 1;
    deferred_chain(first, &pending[1]);
    deferred_chain(second, &pending[0]);
    CHECK_TEXT(notes, "first:EINVAL second:EINVAL");
}

static void a_second_consumer_sees_none(void)
{
    Deferred *shared = deferred_succeed(value_text("shared"));
    Deferred *late = new_pending();

    deferred_pause(shared);
    deferred_add_callback(late, to_deferred, shared);
    deferred_fire(&pending[0], value_int(1));
    deferred_add_callback(shared, note_as, "another");
    note_result(late);
    deferred_unpause(shared);
    CHECK_TEXT(notes, "shared another:none");
}

static void who_waits_for_whom_is_known_in_a_callback(void)
{
    Deferred *outer = new_pending(), *inner = new_pending();

    CHECK(deferred_awaits(outer) == NULL);
    deferred_add_callback(outer, to_deferred, inner);
    deferred_fire(&pending[0], value_int(1));
    CHECK(deferred_awaits(outer) == inner);
    deferred_fire(&pending[1], value_int(2));
    CHECK(deferred_awaits(outer) == NULL);
    note_result(outer);
}

static void who_waits_for_whom_is_known_in_a_chain(void)
{
    Deferred *first = new_pending(), *second = new_pending();

    deferred_chain(first, &pending[1]);
    CHECK(deferred_awaits(second) == first);
    deferred_fire(&pending[0], value_int(2));
    CHECK(deferred_awaits(second) == NULL);
    note_result(second);
}

/* As in coroutine.c: the work that fires d waits for another Deferred. */
static void work_that_waits_closes_no_circle(void)
{
    Deferred *work = new_pending(), *other = new_pending();

    deferred_add_callback(other, to_deferred, work);
    deferred_add_both(other, note_as, "other");
    deferred_set_awaited(work, other);
    CHECK(deferred_awaits(work) == other);
    deferred_fire(&pending[1], value_int(1));
    CHECK_TEXT(notes, "other:EINVAL");
    deferred_set_awaited(work, NULL);
    deferred_fire(&pending[0], value_int(2));
    note_result(other);
}

static const UnitTest tests[] = {
    {"a chained Deferred gets the result of the first (rule 29)",
     a_chained_one_gets_the_result},
    {"a Deferred that is ready fires the second at once (rule 29)",
     a_ready_one_fires_it_at_once},
    {"a chained Deferred cannot be fired again (rule 29)",
     a_chained_one_can_not_be_fired_again},
    {"to cancel the second cancels the first (rule 29)",
     to_cancel_the_second_cancels_the_first},
    {"a Deferred that is chained too late is canceled (rule 29)",
     one_chained_too_late_is_canceled},
    {"a chain that comes too late may be the end of the second (rule 29)",
     a_late_chain_may_be_the_end_of_the_second},
    {"a Deferred that is chained to itself fails (rule 29)",
     one_chained_to_itself_fails},
    {"two Deferreds that are chained to each other fail (rule 29)",
     two_chained_to_each_other_fail},
    {"one result goes to one consumer, the next sees none (rule 31)",
     a_second_consumer_sees_none},
    {"it is known which Deferred a callback waits for (rule 32)",
     who_waits_for_whom_is_known_in_a_callback},
    {"it is known which Deferred a chained one waits for (rule 32)",
     who_waits_for_whom_is_known_in_a_chain},
    {"a coroutine cannot wait for what waits for it (rule 32)",
     work_that_waits_closes_no_circle},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
