/* Gather: canceling many at once (rules 58 to 60). */
#include "gather.h"

#include "noting_callbacks.h"

static void note_list(Value result, void *unused)
{
    if (failed(result)) {
        note("%s of %d", failure_name(as_failure(result)->code),
             as_failure(result)->index);
        return;
    }
    note("[");
    for (size_t i = 0; i < as_count(result); i++)
        note_value("", as_item(result, i));
    note("]");
}

/* Two pending members, which note how they end. */
static Deferred **two_pending(void)
{
    static Deferred *members[2];

    for (size_t i = 0; i < COUNT(members); i++) {
        members[i] = new_pending();
        deferred_add_both(members[i], note_as, "member");
    }
    return members;
}

static void fire_late(void)
{
    for (size_t i = 0; i < pending_count; i++)
        deferred_fire(&pending[i], value_text("late"));
}

static void fire_good(void *slot)
{
    deferred_fire(slot, value_text("good"));
}

static void fire_bad(void *slot)
{
    deferred_fire(slot, a_failure());
}

static void cancels_every_member(void)
{
    Deferred *d = gather_all(two_pending(), 2);

    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    fire_late();
    CHECK_TEXT(notes, "member:ECANCELED member:ECANCELED "
                      "[ ECANCELED ECANCELED ]");
}

static void fails_as_the_first_member_does(void)
{
    Deferred *d = gather(two_pending(), 2);

    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    fire_late();
    CHECK_TEXT(notes, "member:ECANCELED member:ECANCELED ECANCELED of 0");
}

static void members_may_answer_with_results(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel(members[0], fire_good, &pending[0]);
    deferred_on_cancel(members[1], fire_good, &pending[1]);
    d = gather(members, 2);
    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    CHECK_TEXT(notes, "member:good member:good [ good good ]");
}

static void members_may_answer_with_failures(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel(members[0], fire_bad, &pending[0]);
    deferred_on_cancel(members[1], fire_good, &pending[1]);
    d = gather_all(members, 2);
    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    CHECK_TEXT(notes, "member:EIO member:good [ EIO good ]");
}

static void the_first_good_answer_ends_the_race(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel(members[0], fire_good, &pending[0]);
    d = gather_first(members, 2);
    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    fire_late();
    CHECK_TEXT(notes, "member:good member:ECANCELED [ 0 good ]");
}

static void a_canceled_race_fails(void)
{
    Deferred *d = gather_first(two_pending(), 2);

    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    fire_late();
    CHECK_TEXT(notes, "member:ECANCELED member:ECANCELED ECANCELED of 1");
}

static void start_to_stop(void *unused)
{
    note("stopping");
}

static void slow_members_are_waited_for(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel_later(members[0], start_to_stop, NULL);
    d = gather(members, 2);
    deferred_deliver(d, note_list, NULL);
    deferred_fire(&pending[1], value_text("done"));
    deferred_cancel(d);
    CHECK_TEXT(notes, "member:done stopping");
    deferred_fire(&pending[0], value_text("stopped"));
    CHECK_TEXT(notes, "member:done stopping member:stopped "
                      "[ stopped done ]");
}

static void the_array_may_be_gone(void)
{
    Deferred **members = two_pending(), *d;

    d = gather_all(members, 2);
    members[0] = members[1] = NULL;
    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    fire_late();
    CHECK_TEXT(notes, "member:ECANCELED member:ECANCELED "
                      "[ ECANCELED ECANCELED ]");
}

static void check_cancels_nobody(Deferred *d)
{
    CHECK_TEXT(notes, "member:good stopping");
    deferred_cancel(d);
    CHECK_TEXT(notes, "member:good stopping");
    deferred_ignore(d);
    deferred_fire(&pending[1], value_text("lost"));
}

static void once_it_has_fired_it_cancels_nobody(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel_later(members[1], start_to_stop, NULL);
    d = gather_first(members, 2);
    fire_good(&pending[0]);
    check_cancels_nobody(d);
}

static void once_it_has_failed_it_cancels_nobody(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel_later(members[1], start_to_stop, NULL);
    deferred_add_callback(members[0], to_failure, "it broke");
    d = gather(members, 2);
    fire_good(&pending[0]);
    deferred_add_errback(d, to_text, "handled");
    check_cancels_nobody(d);
}

static void answer(void *slot)
{
    note("answers");
    fire_good(slot);
}

static void what_a_loser_answers_does_not_count(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel(members[0], answer, &pending[0]);
    d = gather_first(members, 2);
    deferred_deliver(d, note_list, NULL);
    fire_good(&pending[1]);
    CHECK_TEXT(notes, "member:good [ 1 good ] answers member:good");
}

static void a_fired_one_that_waits_passes_the_cancel_on(void)
{
    Deferred *d = gather(two_pending(), 2), *next = deferred_new();
    Deferred *firing = next;

    deferred_add_callback(d, to_deferred, next);
    deferred_fire(&pending[0], value_int(1));
    deferred_fire(&pending[1], value_int(2));
    deferred_cancel(d);
    deferred_deliver(d, note_list, NULL);
    CHECK_TEXT(notes, "member:1 member:2 ECANCELED of -1");
    deferred_fire(&firing, value_none());
}

static void a_cancel_by_a_member_reaches_the_others(void)
{
    Deferred *members[] = {new_pending(), new_pending(), new_pending()},
             *d = new_pending();

    deferred_add_callback(members[0], cancel_other, d);
    deferred_add_both(members[1], note_as, "second");
    deferred_add_both(members[2], note_as, "third");
    deferred_chain(gather(members, 3), &pending[3]);
    deferred_deliver(d, note_list, NULL);
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "second:ECANCELED ECANCELED of 1 third:ECANCELED");
    deferred_fire(&pending[1], value_none());
    deferred_fire(&pending[2], value_none());
}

/* The last member to go, one whose end drops the group, is canceled by the
   group itself. */
static void the_group_outlives_its_own_cancel(void)
{
    Deferred **members = two_pending(), *d;

    deferred_on_cancel(members[0], fire_bad, &pending[0]);
    deferred_on_cancel(members[1], fire_bad, &pending[1]);
    d = gather(members, 2);
    deferred_deliver(d, note_list, NULL);
    deferred_cancel(d);
    CHECK_TEXT(notes, "member:EIO EIO of 0 member:EIO");
}

static const UnitTest tests[] = {
    {"to cancel gather_all cancels every member (rule 59)",
     cancels_every_member},
    {"to cancel gather fails with the first member's failure (rule 59)",
     fails_as_the_first_member_does},
    {"members that answer a cancel with results make a list (rule 59)",
     members_may_answer_with_results},
    {"gather_all lists how the members answer a cancel (rule 59)",
     members_may_answer_with_failures},
    {"a good answer to a cancel wins gather_first (rule 59)",
     the_first_good_answer_ends_the_race},
    {"to cancel gather_first fails when no member has a result (rule 59)",
     a_canceled_race_fails},
    {"members that end later are waited for (rule 59)",
     slow_members_are_waited_for},
    {"the array of members may be gone by then (rule 60)",
     the_array_may_be_gone},
    {"the answer of a canceled member does not count (rule 58)",
     what_a_loser_answers_does_not_count},
    {"a gather that has fired cancels no member (rule 60)",
     once_it_has_fired_it_cancels_nobody},
    {"a gather that has failed cancels no member (rule 60)",
     once_it_has_failed_it_cancels_nobody},
    {"a gather that has fired and waits passes the cancel on (rule 60)",
     a_fired_one_that_waits_passes_the_cancel_on},
    {"a member may cancel the gather that it belongs to (rule 60)",
     a_cancel_by_a_member_reaches_the_others},
    {"all members may end while they are canceled (rule 60)",
     the_group_outlives_its_own_cancel},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
