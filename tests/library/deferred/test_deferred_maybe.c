/* maybe_deferred(): a Deferred of any result of a function (rule 63). */
#include "noting_callbacks.h"

static Value add_up(Value none, void *numbers)
{
    const int *number = numbers;

    CHECK(none.kind == VALUE_NONE);
    return value_int(number[0] + number[1]);
}

static void a_result_is_there_at_once(void)
{
    note_result(maybe_deferred(to_text, "text"));
    CHECK_TEXT(notes, "text");
}

static void the_argument_is_passed(void)
{
    note_result(maybe_deferred(add_up, (int[]){5, 8}));
    CHECK_TEXT(notes, "13");
}

static void a_failure_is_there_at_once(void)
{
    note_result(maybe_deferred(to_failure, "it broke"));
    CHECK_TEXT(notes, "EIO");
}

static void a_deferred_stays_the_same(void)
{
    Deferred *d = new_pending(), *maybe = maybe_deferred(to_deferred, d);

    CHECK(maybe == d);
    note_result(maybe);
    deferred_fire(&pending[0], value_text("later"));
    CHECK_TEXT(notes, "later");
}

static void a_deferred_may_fail_later(void)
{
    note_result(maybe_deferred(to_deferred, new_pending()));
    deferred_fire(&pending[0], a_failure());
    CHECK_TEXT(notes, "EIO");
}

static void any_value_makes_a_deferred(void)
{
    Deferred *d = new_pending();

    CHECK(deferred_of(value_deferred(d)) == d);
    note_result(d);
    deferred_fire(&pending[0], value_text("held"));
    note_result(deferred_of(value_int(5)));
    note_result(deferred_of(a_failure()));
    CHECK_TEXT(notes, "held 5 EIO");
}

static const UnitTest tests[] = {
    {"maybe_deferred() makes a fired Deferred of a result (rule 63)",
     a_result_is_there_at_once},
    {"maybe_deferred() passes the argument on (rule 63)",
     the_argument_is_passed},
    {"maybe_deferred() makes a failed Deferred of a failure (rule 63)",
     a_failure_is_there_at_once},
    {"maybe_deferred() returns the function's own Deferred (rule 63)",
     a_deferred_stays_the_same},
    {"the function's own Deferred may fail later (rule 63)",
     a_deferred_may_fail_later},
    {"any Value makes a Deferred", any_value_makes_a_deferred},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
