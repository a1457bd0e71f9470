/* Deferred: which Deferred a cancel reaches (rules 39 to 41). */
#include "noting_callbacks.h"

static unsigned calls;

static void count_call(void *unused)
{
    calls++;
}

static void fire_hello(void *slot)
{
    deferred_fire(slot, value_text("hello!"));
}

static void a_cancel_goes_to_the_inner_one(void)
{
    Deferred *outer = new_pending(), *inner = new_pending(), *again = inner;

    deferred_on_cancel(outer, count_call, NULL);
    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_both(inner, note_as, "inner");
    deferred_fire(&pending[0], value_int(1));
    deferred_cancel(outer);
    CHECK_TEXT(notes, "inner:ECANCELED");
    CHECK_INT(calls, 0);
    CHECK_INT(deferred_fire(&again, value_int(2)), 0);
    note_result(outer);
    CHECK_TEXT(notes, "inner:ECANCELED ECANCELED");
}

static void a_cancel_goes_through_every_hop(void)
{
    Deferred *chain[3] = {new_pending(), new_pending(), new_pending()};

    deferred_on_cancel(chain[2], fire_hello, &pending[2]);
    deferred_add_callback(chain[1], to_deferred, chain[2]);
    deferred_add_callback(chain[0], to_deferred, chain[1]);
    deferred_fire(&pending[0], value_int(1));
    deferred_fire(&pending[1], value_int(1));
    deferred_cancel(chain[0]);
    note_result(chain[0]);
    CHECK_TEXT(notes, "hello!");
}

static void its_own_callback_cancels_nothing(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, count_call, NULL);
    deferred_add_callback(d, cancel_other, d);
    deferred_add_callback(d, note_as, "next");
    deferred_fire(&pending[0], value_text("v"));
    CHECK_TEXT(notes, "next:v");
    CHECK_INT(calls, 0);
    deferred_ignore(d);
}

static void cancel_again(void *d)
{
    calls++;
    deferred_cancel(d);
}

static void a_canceller_that_cancels_does_not_recurse(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, cancel_again, d);
    deferred_cancel(d);
    CHECK_INT(calls, 1);
    note_result(d);
    deferred_fire(&pending[0], value_none());
    d = new_pending();
    deferred_on_cancel_later(d, cancel_again, d);
    deferred_cancel(d);
    CHECK_INT(calls, 2);
    deferred_fire(&pending[1], value_none());
    deferred_ignore(d);
}

static void a_canceller_is_forgotten_when_it_fires(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, count_call, NULL);
    deferred_add_both(d, cancel_other, d);
    deferred_chain(deferred_succeed(value_int(1)), &pending[0]);
    deferred_cancel(d);
    CHECK_INT(calls, 0);
    deferred_ignore(d);
}

static void a_later_canceller_is_called_until_it_fires(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel_later(d, count_call, NULL);
    deferred_cancel(d);
    deferred_cancel(d);
    CHECK_INT(calls, 2);
    deferred_fire(&pending[0], value_text("in its own time"));
    deferred_cancel(d);
    CHECK_INT(calls, 2);
    note_result(d);
    CHECK_TEXT(notes, "in its own time");
}

static void note_call(void *unused)
{
    note("called");
}

static void a_canceller_can_be_replaced(void)
{
    Deferred *d = new_pending();

    deferred_on_cancel_later(d, count_call, NULL);
    deferred_on_cancel(d, note_call, NULL);
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "called ECANCELED");
    CHECK_INT(calls, 0);
    deferred_fire(&pending[0], value_none());
}

/* The inner one has passed its failure on, and is not done yet. */
static void the_outer_one_may_fire_the_inner_one_late(void)
{
    Deferred *outer = new_pending(), *inner = new_pending();

    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_errback(outer, fire_other, &pending[1]);
    deferred_fire(&pending[0], value_none());
    deferred_cancel(outer);
    CHECK(pending[1] == NULL);
    note_result(outer);
    CHECK_TEXT(notes, "ECANCELED");
}

static const UnitTest tests[] = {
    {"a cancel goes to the Deferred that is waited for (rule 39)",
     a_cancel_goes_to_the_inner_one},
    {"a cancel goes through every hop (rule 39)",
     a_cancel_goes_through_every_hop},
    {"the outer Deferred may fire the canceled inner one (rule 39)",
     the_outer_one_may_fire_the_inner_one_late},
    {"a cancel in the Deferred's own callback changes nothing (rule 40)",
     its_own_callback_cancels_nothing},
    {"a canceller that cancels does not recurse (rule 40)",
     a_canceller_that_cancels_does_not_recurse},
    {"a canceller is forgotten when the Deferred fires (rule 41)",
     a_canceller_is_forgotten_when_it_fires},
    {"a canceller for later is called at each cancel until the fire",
     a_later_canceller_is_called_until_it_fires},
    {"a canceller can be replaced", a_canceller_can_be_replaced},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
