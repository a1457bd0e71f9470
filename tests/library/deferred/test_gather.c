/* Gather: many Deferreds become one (rules 52 to 62). */
#include "gather.h"

#include "noting_callbacks.h"

/* Notes "[a EIO 3]". */
static void note_list(Value list, void *unused)
{
    note("[");
    for (size_t i = 0; i < as_count(list); i++)
        note_value("", as_item(list, i));
    note("]");
}

static void note_place(Value result, void *unused)
{
    const Failure *failure = as_failure(result);

    note("%s %s of member %d", failure_name(failure->code), failure->message,
         failure->index);
    CHECK_CONTAINS(failure->file, "noting_callbacks.h");
    CHECK(failure->line > 0);
}

/* Three members, pending[0] to pending[2]. */
static Deferred **three_pending(void)
{
    static Deferred *members[3];

    for (size_t i = 0; i < COUNT(members); i++)
        members[i] = new_pending();
    return members;
}

static void fire_pending(size_t number, Value result)
{
    deferred_fire(&pending[number], result);
}

static void the_list_is_in_the_order_of_the_members(void)
{
    Deferred *d = gather(three_pending(), 3);

    deferred_deliver(d, note_list, NULL);
    fire_pending(1, value_text("b"));
    fire_pending(2, value_int(3));
    CHECK_TEXT(notes, "");
    fire_pending(0, value_text("a"));
    CHECK_TEXT(notes, "[ a b 3 ]");
}

static void all_waits_whatever_happens(void)
{
    Deferred *d = gather_all(three_pending(), 3);

    deferred_deliver(d, note_list, NULL);
    fire_pending(0, value_text("1"));
    fire_pending(1, a_failure());
    CHECK_TEXT(notes, "");
    fire_pending(2, value_text("3"));
    CHECK_TEXT(notes, "[ 1 EIO 3 ]");
}

static void none_at_all_is_ready(void)
{
    deferred_deliver(gather(NULL, 0), note_list, NULL);
    deferred_deliver(gather_all(NULL, 0), note_list, NULL);
    note_result(gather_first(NULL, 0));
    CHECK_TEXT(notes, "[ ] [ ] EINVAL");
}

static void members_that_are_ready_count(void)
{
    Deferred *members[] = {deferred_succeed(value_int(1)),
                           deferred_fail(a_failure()), new_pending()};

    deferred_deliver(gather_all(members, 3), note_list, NULL);
    fire_pending(0, value_int(3));
    CHECK_TEXT(notes, "[ 1 EIO 3 ]");
    members[0] = deferred_succeed(value_int(4));
    deferred_deliver(gather(members, 1), note_list, NULL);
    CHECK_TEXT(notes, "[ 1 EIO 3 ] [ 4 ]");
}

static void a_ready_failure_cancels_those_before_and_behind(void)
{
    Deferred *members[] = {new_pending(), deferred_fail(a_failure()),
                           new_pending(), deferred_fail(a_failure())};

    deferred_add_both(members[0], note_as, "first");
    deferred_add_both(members[2], note_as, "last");
    deferred_deliver(gather(members, 4), note_place, NULL);
    CHECK_TEXT(notes, "first:ECANCELED last:ECANCELED "
                      "EIO it broke of member 1");
    CHECK_INT(deferred_alive(), 2);
    fire_pending(0, value_int(0));
    fire_pending(1, value_int(0));
}

static void the_first_failure_fails_at_once(void)
{
    Deferred *d = gather(three_pending(), 3);

    deferred_deliver(d, note_place, NULL);
    fire_pending(0, value_int(1));
    fire_pending(1, a_failure());
    CHECK_TEXT(notes, "EIO it broke of member 1");
    fire_pending(2, a_failure());
    CHECK_TEXT(notes, "EIO it broke of member 1");
}

static void a_failure_cancels_who_still_runs(void)
{
    Deferred **members = three_pending();

    for (size_t i = 0; i < 3; i++)
        deferred_add_both(members[i], note_as, "member");
    note_result(gather(members, 3));
    fire_pending(0, value_int(1));
    fire_pending(1, a_failure());
    CHECK_TEXT(notes, "member:1 member:EIO EIO member:ECANCELED");
    fire_pending(2, value_int(3));
    CHECK_TEXT(notes, "member:1 member:EIO EIO member:ECANCELED");
}

static void a_good_result_stays_in_its_member(void)
{
    Deferred *members[] = {new_pending(), new_pending()};

    deferred_pause(members[0]);
    deferred_pause(members[1]);
    deferred_deliver(gather_all(members, 2), note_list, NULL);
    deferred_add_both(members[0], note_as, "good");
    deferred_add_both(members[1], note_as, "bad");
    fire_pending(0, value_int(7));
    fire_pending(1, a_failure());
    deferred_unpause(members[0]);
    deferred_unpause(members[1]);
    CHECK_TEXT(notes, "good:7 [ 7 EIO ] bad:none");
}

static void the_first_good_one_wins(void)
{
    Deferred **members = three_pending();

    deferred_add_both(members[2], note_as, "last");
    deferred_deliver(gather_first(members, 3), note_list, NULL);
    fire_pending(0, a_failure());
    CHECK_TEXT(notes, "");
    fire_pending(1, value_text("won"));
    CHECK_TEXT(notes, "[ 1 won ] last:ECANCELED");
    fire_pending(2, value_text("late"));
}

static void when_all_fail_the_last_failure_counts(void)
{
    Deferred *d = gather_first(three_pending(), 3);

    deferred_deliver(d, note_place, NULL);
    fire_pending(2,
                 value_failure_at("tests/library/deferred/noting_callbacks.h",
                                  1, UV_EPIPE, "%s", "last"));
    fire_pending(0, a_failure());
    CHECK_TEXT(notes, "");
    fire_pending(1, a_failure());
    CHECK_TEXT(notes, "EPIPE last of member 2");
}

static Value plus_ten(Value result, void *unused)
{
    note_value("adds to ", result);
    return value_int(as_int(result) + 10);
}

static void what_is_added_later_changes_no_list(void)
{
    Deferred *members[] = {new_pending()};

    deferred_add_callback(members[0], plus_one, NULL);
    deferred_deliver(gather(members, 1), note_list, NULL);
    deferred_add_callback(members[0], plus_ten, NULL);
    fire_pending(0, value_int(1));
    CHECK_TEXT(notes, "[ 2 ] adds to 2");
}

static void gathers_can_be_gathered(void)
{
    Deferred **members = three_pending();
    Deferred *groups[] = {gather(members, 1), gather(members + 1, 2)};

    deferred_add_callback(groups[0], to_text, "first group");
    deferred_add_callback(groups[1], to_text, "second group");
    deferred_deliver(gather(groups, 2), note_list, NULL);
    fire_pending(2, value_int(1));
    fire_pending(1, value_int(1));
    fire_pending(0, value_int(1));
    CHECK_TEXT(notes, "[ first group second group ]");
}

static void no_failure_of_a_member_is_unhandled(void)
{
    Deferred *d = gather_all(three_pending(), 3);

    fire_pending(0, a_failure());
    fire_pending(1, a_failure());
    fire_pending(2, a_failure());
    deferred_ignore(d);
    CHECK_INT(deferred_unhandled(), 0);
}

static const UnitTest tests[] = {
    {"the list has the order of the members, whichever fires first (rule 52)",
     the_list_is_in_the_order_of_the_members},
    {"gather_all waits for all and never fails (rule 52)",
     all_waits_whatever_happens},
    {"a gather of nothing is ready at once (rule 53)", none_at_all_is_ready},
    {"members that have fired before count (rule 54)",
     members_that_are_ready_count},
    {"a member that had failed cancels the others (rule 54)",
     a_ready_failure_cancels_those_before_and_behind},
    {"the first failure fails at once and names its member (rule 55)",
     the_first_failure_fails_at_once},
    {"the first failure cancels the members that still run (rule 56)",
     a_failure_cancels_who_still_runs},
    {"a member keeps its good result, its failure is handled (rule 57)",
     a_good_result_stays_in_its_member},
    {"no failure of a member is reported (rule 57)",
     no_failure_of_a_member_is_unhandled},
    {"gather_first has the index and the result of the first (rule 58)",
     the_first_good_one_wins},
    {"when all fail, the failure of the last member counts (rule 58)",
     when_all_fail_the_last_failure_counts},
    {"what is added to a member later does not change the list (rule 61)",
     what_is_added_later_changes_no_list},
    {"the first failure names its member and cancels the others (rule A6)",
     a_failure_cancels_who_still_runs},
    {"gather_all waits for all and never fails (rule A6)",
     all_waits_whatever_happens},
    {"a gather can be gathered", gathers_can_be_gathered},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
