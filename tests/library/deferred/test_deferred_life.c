/* Deferred: how long it lives, and what may happen to it meanwhile. */
#include "noting_callbacks.h"

#include "keep.h"

static Value ignore_it(Value result, void *d)
{
    deferred_ignore(d);
    note_value("still:", result);
    return result;
}

static void one_dropped_inside_runs_to_its_end(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, ignore_it, d);
    deferred_add_callback(d, note_as, "next");
    deferred_fire(&pending[0], value_text("here"));
    CHECK_TEXT(notes, "still:here next:here");
}

static Value deliver_it(Value result, void *d)
{
    note_result(d);
    return value_text("new");
}

static void one_delivered_inside_is_delivered_after(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, deliver_it, d);
    deferred_fire(&pending[0], value_text("old"));
    CHECK_TEXT(notes, "new");
}

static Value take_it(Value result, void *d)
{
    Value taken;

    note("%s", deferred_take(d, &taken) ? "taken" : "refused");
    return result;
}

static void one_that_runs_can_not_be_taken(void)
{
    Deferred *d = deferred_succeed(value_int(1));
    Value taken;

    deferred_add_callback(d, take_it, d);
    CHECK_TEXT(notes, "refused");
    CHECK(deferred_take(d, &taken));
    CHECK_INT(as_int(taken), 1);
}

static void note_it(void *text)
{
    note("%s", (const char *)text);
}

static Value keep_text(Value result, void *unused)
{
    keep_finally(note_it, "kept");
    note_value("sees:", keep(value_text("text")));
    return result;
}

static void what_a_callback_keeps_ends_with_it(void)
{
    Deferred *d = deferred_succeed(value_int(1));

    deferred_add_callback(d, keep_text, NULL);
    deferred_add_callback(d, note_as, "next");
    note_result(d);
    note_result(maybe_deferred(keep_text, NULL));
    CHECK_TEXT(notes, "sees:text kept next:1 1 sees:text kept none");
}

/* An object whose end adds to the Deferred that it was the result of. */
static void add_more(void *d)
{
    note("freed");
    deferred_add_callback(d, note_as, "added");
}

static const BoxType adding = {"an adding object", add_more};

static void the_end_of_a_result_may_add_callbacks(void)
{
    Deferred *d = deferred_new(), *firing = d;

    deferred_add_callback(d, to_text, "new");
    deferred_fire(&firing, value_object(&adding, d));
    note_result(d);
    CHECK_TEXT(notes, "freed added:new new");
}

static void it_lives_until_both_ends_are_closed(void)
{
    Deferred *d = deferred_new(), *firing = d;

    CHECK_INT(deferred_alive(), 1);
    deferred_fire(&firing, value_int(1));
    CHECK_INT(deferred_alive(), 1);
    deferred_ignore(d);
    CHECK_INT(deferred_alive(), 0);
    firing = d = deferred_new();
    deferred_ignore(d);
    CHECK_INT(deferred_alive(), 1);
    deferred_fire(&firing, value_int(1));
}

static void it_lives_while_it_is_paused(void)
{
    Deferred *d = deferred_new(), *firing = d;

    deferred_pause(d);
    deferred_ignore(d);
    deferred_fire(&firing, value_int(1));
    CHECK_INT(deferred_alive(), 1);
    deferred_unpause(d);
}

static void a_value_of_it_keeps_it(void)
{
    Deferred *d = deferred_new(), *firing = d;
    Value value = value_deferred(d);

    deferred_fire(&firing, value_text("early"));
    CHECK_INT(deferred_alive(), 1);
    note_result(deferred_of(value));
    CHECK_TEXT(notes, "early");
}

static void a_list_of_it_keeps_it(void)
{
    Deferred *d = deferred_new(), *firing = d;
    Value item = value_deferred(d);
    Value list = value_list(&item, 1);

    deferred_fire(&firing, value_text("early"));
    value_free(list);
}

static void a_value_that_nobody_takes_drops_it(void)
{
    Deferred *d = deferred_new(), *firing = d;

    value_free(value_deferred(d));
    deferred_add_callback(d, note_as, "runs");
    deferred_fire(&firing, value_int(1));
    CHECK_TEXT(notes, "runs:1");
}

static void a_result_can_be_taken_once_it_is_there(void)
{
    Deferred *d = new_pending();
    Value taken = value_int(0);

    deferred_pause(d);
    CHECK(!deferred_take(d, &taken));
    deferred_fire(&pending[0], value_text("here"));
    CHECK(!deferred_take(d, &taken));
    deferred_unpause(d);
    CHECK(deferred_take(d, &taken));
    CHECK_TEXT(as_text(taken), "here");
    value_free(taken);
}

static void what_comes_after_the_receiver_is_lent_none(void)
{
    Deferred *d = new_pending();

    note_result(d);
    deferred_add_callback(d, note_as, "after");
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "1 after:none");
}

static void what_comes_after_an_ignore_is_lent_the_result(void)
{
    Deferred *d = new_pending();

    deferred_ignore(d);
    deferred_add_callback(d, note_as, "after");
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "after:1");
}

static const UnitTest tests[] = {
    {"a Deferred lives until both its ends are closed",
     it_lives_until_both_ends_are_closed},
    {"a Deferred lives while it is paused", it_lives_while_it_is_paused},
    {"a Value of a Deferred keeps it, though it fires early",
     a_value_of_it_keeps_it},
    {"a list of Deferreds keeps them, though they fire early",
     a_list_of_it_keeps_it},
    {"a Value that is not taken drops its Deferred",
     a_value_that_nobody_takes_drops_it},
    {"a result can be taken once it is there",
     a_result_can_be_taken_once_it_is_there},
    {"a Deferred dropped inside its callback runs to its end",
     one_dropped_inside_runs_to_its_end},
    {"a Deferred delivered inside its callback is delivered after it",
     one_delivered_inside_is_delivered_after},
    {"a callback added after it was delivered is lent none",
     what_comes_after_the_receiver_is_lent_none},
    {"one added after it was ignored is lent the result",
     what_comes_after_an_ignore_is_lent_the_result},
    {"a Deferred cannot be taken inside its callback",
     one_that_runs_can_not_be_taken},
    {"a Value that a callback keeps ends with the callback",
     what_a_callback_keeps_ends_with_it},
    {"an object that ends may add callbacks to its Deferred",
     the_end_of_a_result_may_add_callbacks},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
