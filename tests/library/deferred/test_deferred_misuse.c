/* Deferred: mistakes of the program, which stop it with one sentence that
   names the function (rules 12, 13). */
#include "deferred_inside.h"
#include "noting_callbacks.h"

#include "gather.h"

static void fail_with_none(void *unused)
{
    deferred_fail(value_none());
}

static void fail_with_text(void *unused)
{
    deferred_fail(value_text("it broke"));
}

static void a_failure_has_to_be_one(void)
{
    CHECK_DIES(fail_with_none, NULL,
               "as_failure: expected a failure, got none");
    CHECK_DIES(fail_with_text, NULL,
               "as_failure: expected a failure, got text");
}

static void fire_with_deferred(void *unused)
{
    Deferred *d = deferred_new();

    deferred_fire(&d, value_deferred(deferred_new()));
}

static void succeed_with_deferred(void *unused)
{
    deferred_succeed(value_deferred(deferred_new()));
}

static void a_deferred_is_no_result(void)
{
    CHECK_DIES(fire_with_deferred, NULL,
               "deferred_fire: the result is a Deferred; return it from a "
               "callback, or use deferred_chain");
    CHECK_DIES(succeed_with_deferred, NULL,
               "deferred_succeed: the result is a Deferred");
}

static void ignore(void *d)
{
    deferred_ignore(d);
}

static void deliver(void *d)
{
    note_result(d);
}

static void take(void *d)
{
    Value taken;

    deferred_take(d, &taken);
}

static void return_it(void *d)
{
    value_deferred(d);
}

static void chain(void *d)
{
    Deferred *to = deferred_new();

    deferred_chain(d, &to);
}

static void gather_it(void *d)
{
    Deferred *member = d;

    gather(&member, 1);
}

/* Canceled, it has its result, and its firing end keeps it alive. */
static void giving_away_twice_stops_the_program(void)
{
    Deferred *d = new_pending();

    deferred_cancel(d);
    note_result(d);
    CHECK_DIES(ignore, d,
               "deferred_ignore: this Deferred has been given "
               "away already");
    CHECK_DIES(deliver, d, "deferred_deliver: this Deferred has been");
    CHECK_DIES(take, d, "deferred_take: this Deferred has been");
    CHECK_DIES(return_it, d, "value_deferred: this Deferred has been");
    CHECK_DIES(chain, d, "deferred_chain: this Deferred has been");
    CHECK_DIES(gather_it, d, "gather: this Deferred has been");
    deferred_fire(&pending[0], value_none());
}

static void gather_twice(void *fired)
{
    Deferred *d = fired ? deferred_succeed(value_int(1)) : deferred_new();
    Deferred *members[] = {d, d};

    gather(members, 2);
}

static void one_deferred_is_one_member(void)
{
    CHECK_DIES(gather_twice, NULL,
               "gather: this Deferred has been given away already");
    CHECK_DIES(gather_twice, "fired",
               "gather: this Deferred has been given away already");
}

static void copy(void *unused)
{
    value_copy(value_deferred(deferred_new()));
}

static void a_value_of_a_deferred_is_not_copied(void)
{
    CHECK_DIES(copy, NULL, "value_copy: a Deferred has one owner");
}

static void unpause(void *unused)
{
    deferred_unpause(deferred_new());
}

static void to_unpause_needs_a_pause(void)
{
    CHECK_DIES(unpause, NULL, "deferred_unpause: this Deferred is not paused");
}

static void await_in_a_circle(void *unused)
{
    Deferred *d = deferred_new();
    Deferred *waits = deferred_succeed(value_none());

    deferred_add_callback(waits, to_deferred, d);
    deferred_set_awaited(d, waits);
}

static void awaiting_what_waits_stops_the_program(void)
{
    CHECK_DIES(await_in_a_circle, NULL,
               "await: this Deferred waits for the coroutine that awaits it");
}

static const UnitTest tests[] = {
    {"deferred_fail() takes nothing but a failure (rule 12)",
     a_failure_has_to_be_one},
    {"a Deferred cannot be fired with a Deferred (rule 13)",
     a_deferred_is_no_result},
    {"to gather a Deferred twice gives it away twice (rule 62)",
     one_deferred_is_one_member},
    {"a Deferred fired with a Deferred stops the program (rule A2)",
     a_deferred_is_no_result},
    {"to give one Deferred away twice stops the program (rule A2)",
     giving_away_twice_stops_the_program},
    {"to fail with no failure stops the program (rule A2)",
     a_failure_has_to_be_one},
    {"to copy the Value of a Deferred stops the program (rule A2)",
     a_value_of_a_deferred_is_not_copied},
    {"to unpause what is not paused stops the program (rule A2)",
     to_unpause_needs_a_pause},
    {"to await what waits for the coroutine stops the program (rule A2)",
     awaiting_what_waits_stops_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
