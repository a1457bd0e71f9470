/* Deferred: callbacks that are nested too deep, and the queue of steps. */
#include "deferred_inside.h"
#include "noting_callbacks.h"

enum { DEEPEST = 32 };

typedef struct {
    unsigned deeper; /* levels to go, then fn */
    void (*fn)(void *arg);
    void *arg;
} Nest;

static void nest(const Nest *nest);

static Value nest_deeper(Value result, void *arg)
{
    Nest deeper = *(const Nest *)arg;

    deeper.deeper--;
    nest(&deeper);
    return result;
}

static void nest(const Nest *nest)
{
    Deferred *d;

    if (nest->deeper == 0) {
        nest->fn(nest->arg);
        return;
    }
    d = deferred_succeed(value_none());
    deferred_add_callback(d, nest_deeper, (void *)nest);
    deferred_ignore(d);
}

static void run_nested(unsigned depth, void (*fn)(void *arg), void *arg)
{
    nest(&(Nest){depth, fn, arg});
    CHECK_INT(deferred_depth(), 0);
}

static void note_depth(void *depth)
{
    *(unsigned *)depth = deferred_depth();
}

static void the_depth_is_known(void)
{
    unsigned depth = 99;

    run_nested(0, note_depth, &depth);
    CHECK_INT(depth, 0);
    run_nested(3, note_depth, &depth);
    CHECK_INT(depth, 3);
    run_nested(DEEPEST, note_depth, &depth);
    CHECK_INT(depth, DEEPEST);
}

static void add_three(void *unused)
{
    static char *names[] = {"a", "b", "c"};

    for (size_t i = 0; i < COUNT(names); i++) {
        Deferred *d = deferred_succeed(value_int(1));

        deferred_add_callback(d, note_as, names[i]);
        deferred_add_callback(d, note_as, names[i]);
        deferred_ignore(d);
    }
    note("added");
}

static void up_to_32_deep_they_run_at_once(void)
{
    run_nested(DEEPEST - 1, add_three, NULL);
    CHECK_TEXT(notes, "a:1 a:1 b:1 b:1 c:1 c:1 added");
}

static void add_three_below(void *unused)
{
    nest(&(Nest){DEEPEST - 1, add_three, NULL});
    note("back");
}

static void deeper_ones_run_later_in_their_order(void)
{
    run_nested(1, add_three_below, NULL);
    CHECK_TEXT(notes, "added back a:1 a:1 b:1 b:1 c:1 c:1");
}

static void add_to(void *both)
{
    for (Deferred **d = both; *d; d++)
        deferred_add_callback(*d, note_as, "ran");
}

static void one_may_be_put_off_again(void)
{
    Deferred *both[] = {deferred_succeed(value_int(1)),
                        deferred_succeed(value_int(2)), NULL};

    run_nested(DEEPEST, add_to, both);
    deferred_ignore(both[1]);
    both[1] = NULL;
    run_nested(DEEPEST, add_to, both);
    deferred_ignore(both[0]);
    CHECK_TEXT(notes, "ran:1 ran:2 ran:1");
}

static void put_off(void *unused)
{
    Deferred *inner = deferred_succeed(value_text("inner"));
    Deferred *outer = deferred_succeed(value_text("outer"));
    Value taken;

    deferred_add_callback(inner, note_as, "runs");
    CHECK(!deferred_take(inner, &taken));
    deferred_cancel(inner);
    deferred_add_callback(outer, to_deferred, inner);
    note_result(outer);
    note("end");
}

static void what_is_put_off_can_be_waited_for(void)
{
    run_nested(DEEPEST, put_off, NULL);
    CHECK_TEXT(notes, "end runs:inner inner");
}

static void fire_it(void *slot)
{
    deferred_fire(slot, value_text("fired"));
    note("end");
}

static void a_put_off_one_wakes_who_waits_for_it(void)
{
    Deferred *outer = new_pending(), *inner = new_pending();

    deferred_add_callback(outer, to_deferred, inner);
    deferred_add_both(inner, note_as, "inner");
    note_result(outer);
    deferred_fire(&pending[0], value_none());
    run_nested(DEEPEST, fire_it, &pending[1]);
    CHECK_TEXT(notes, "end inner:fired fired");
}

static void fire_inner_then_add_to_outer(void *outer)
{
    deferred_add_callback(outer, note_as, "outer");
    deferred_fire(&pending[1], value_text("fired"));
    note("end");
}

/* The outer one is in the queue, and is woken by the one after it. */
static void one_may_be_put_off_while_it_waits(void)
{
    Deferred *outer = new_pending(), *inner = new_pending();

    deferred_add_callback(outer, to_deferred, inner);
    deferred_fire(&pending[0], value_none());
    run_nested(DEEPEST, fire_inner_then_add_to_outer, outer);
    CHECK_TEXT(notes, "end outer:fired");
    note_result(outer);
}

static void pass_on_while_queued(void *outer)
{
    deferred_fire(&pending[1], value_text("fired"));
    deferred_add_callback(outer, note_as, "outer");
    note("end");
}

static void one_may_be_woken_before_its_turn(void)
{
    Deferred *outer = new_pending(), *inner = new_pending();

    deferred_add_callback(outer, to_deferred, inner);
    deferred_fire(&pending[0], value_none());
    deferred_deliver(outer, note_received, NULL);
    run_nested(DEEPEST, pass_on_while_queued, outer);
    CHECK_TEXT(notes, "end fired outer:none");
}

typedef struct {
    Deferred *d;
    unsigned number;
    unsigned added; /* by it, when it runs */
} Numbered;

static Numbered numbered[64];
static unsigned expected, last;

static Value in_order(Value result, void *arg)
{
    Numbered *one = arg;

    CHECK_INT(one->number, expected);
    expected++;
    for (unsigned i = 0; i < one->added; i++, last++) {
        numbered[last] = (Numbered){one->d, last, 0};
        deferred_add_both(one->d, in_order, &numbered[last]);
    }
    return result;
}

/* So many callbacks, of which one adds others. */
static void check_order(unsigned count, unsigned adds, unsigned added)
{
    Deferred *d = deferred_new(), *firing = d;

    expected = 0;
    last = count;
    for (unsigned i = 0; i < count; i++) {
        numbered[i] = (Numbered){d, i, i == adds ? added : 0};
        deferred_add_both(d, in_order, &numbered[i]);
    }
    deferred_ignore(d);
    deferred_fire(&firing, value_none());
    CHECK_INT(expected, count + added);
}

static void the_order_holds_however_many_there_are(void)
{
    for (unsigned count = 1; count < 20; count++)
        for (unsigned adds = 0; adds < count; adds++)
            for (unsigned added = 0; added < 20; added++)
                check_order(count, adds, added);
}

/* So many callbacks, and then one more step that passes the result on. */
static void check_passed_on(unsigned count)
{
    Deferred *outer = deferred_succeed(value_none());
    Deferred *inner = deferred_new(), *firing = inner;
    Value result;

    for (unsigned i = 0; i < count; i++)
        deferred_add_callback(inner, plus_one, NULL);
    deferred_add_callback(outer, to_deferred, inner);
    deferred_fire(&firing, value_int(0));
    CHECK(deferred_take(outer, &result));
    CHECK_INT(as_int(result), count);
}

static void a_result_is_passed_on_behind_however_many(void)
{
    for (unsigned count = 0; count < 20; count++)
        check_passed_on(count);
}

static const UnitTest tests[] = {
    {"how deep callbacks are nested is known", the_depth_is_known},
    {"callbacks up to 32 deep run at once", up_to_32_deep_they_run_at_once},
    {"callbacks that are deeper run later, in their order",
     deeper_ones_run_later_in_their_order},
    {"a Deferred may be put off again", one_may_be_put_off_again},
    {"a Deferred that is put off can be waited for, and not taken",
     what_is_put_off_can_be_waited_for},
    {"a Deferred that is put off wakes the one that waits for it",
     a_put_off_one_wakes_who_waits_for_it},
    {"a Deferred that waits may be put off",
     one_may_be_put_off_while_it_waits},
    {"a Deferred that is put off may be woken before its turn",
     one_may_be_woken_before_its_turn},
    {"callbacks keep their order when they add others (rule 15)",
     the_order_holds_however_many_there_are},
    {"a result is passed on after all callbacks (rule 21)",
     a_result_is_passed_on_behind_however_many},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
