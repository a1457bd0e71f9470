/* Coroutines that await coroutines: three levels, f3 awaits f2 awaits f1. */
#include "coroutine.h"

#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

static int in(const char *name, void *arg)
{
    note("%s(%d", name, *(int *)arg);
    return *(int *)arg;
}

static Value out(const char *name, int number)
{
    note("%s)%d", name, number);
    return value_int(number);
}

static Value f1(void *arg)
{
    int number = in("f1", arg);

    await(new_pending());
    return out("f1", number + 1);
}

static Value f1_at_once(void *arg)
{
    int number = in("f1", arg);

    await(deferred_succeed(value_none()));
    return out("f1", number + 1);
}

static Value plus_2(Value result, void *unused)
{
    note("+2");
    return value_int(as_int(result) + 2);
}

static int await_int(CoroutineBody *fn, int number)
{
    return (int)as_int(await(async(fn, &number)));
}

static int await_with_callback(CoroutineBody *fn, int number)
{
    Deferred *d = async(fn, &number);

    deferred_add_callback(d, plus_2, NULL);
    return (int)as_int(await(d));
}

static Value f2_once(void *arg)
{
    return out("f2", await_int(f1, in("f2", arg)) + 2);
}

static Value f3_once(void *arg)
{
    return out("f3", await_int(f2_once, in("f3", arg)) + 4);
}

static Value f2_thrice(void *arg)
{
    int number = in("f2", arg);

    for (int i = 0; i < 3; i++)
        number = await_int(f1, number);
    return out("f2", number + 2);
}

static Value f3_thrice(void *arg)
{
    int number = in("f3", arg);

    for (int i = 0; i < 3; i++)
        number = await_int(f2_thrice, number);
    return out("f3", number + 4);
}

static Value f3_ready(void *arg)
{
    return out("f3", await_with_callback(f1_at_once, in("f3", arg)) + 4);
}

static Value f3_first(void *arg)
{
    return out("f3", await_with_callback(f1, in("f3", arg)) + 4);
}

static Value f3_second(void *arg)
{
    int number = await_int(f1, in("f3", arg));

    return out("f3", await_with_callback(f1, number) + 4);
}

static Value f2_fails(void *arg)
{
    in("f2", arg);
    await(new_pending());
    note("never");
    return value_none();
}

static Value f2_fails_second(void *arg)
{
    in("f2", arg);
    await(new_pending());
    await(new_pending());
    note("never");
    return value_none();
}

static Value f3_handles(void *fn)
{
    int number = 1;
    Value result = try_await(async((CoroutineBody *)fn, &number));

    note("%s", as_failure(result)->message);
    return out("f3", number + 4);
}

/* Runs f3 with 1, fires the pending ones in turn, and compares what
   happened. */
static void runs(CoroutineBody *fn, const char *expected)
{
    int one = 1;
    Deferred *d = async(fn, &one);

    for (size_t i = 0; i < pending_count; i++)
        deferred_fire(&pending[i], value_none());
    note_result(d);
    CHECK_TEXT(notes, expected);
}

static void three_levels(void)
{
    runs(f3_once, "f3(1 f2(1 f1(1 f1)2 f2)4 f3)8 8");
}

static void three_levels_with_loops(void)
{
    runs(f3_thrice, "f3(1"
                    " f2(1 f1(1 f1)2 f1(2 f1)3 f1(3 f1)4 f2)6"
                    " f2(6 f1(6 f1)7 f1(7 f1)8 f1(8 f1)9 f2)11"
                    " f2(11 f1(11 f1)12 f1(12 f1)13 f1(13 f1)14 f2)16"
                    " f3)20 20");
}

static void a_callback_between(void)
{
    runs(f3_ready, "f3(1 f1(1 f1)2 +2 f3)8 8");
}

static void a_callback_between_waits(void)
{
    runs(f3_first, "f3(1 f1(1 f1)2 +2 f3)8 8");
}

static void a_callback_between_waits_second(void)
{
    runs(f3_second, "f3(1 f1(1 f1)2 f1(2 f1)3 +2 f3)9 9");
}

static void a_failure_inside(void)
{
    note_result(async(f3_handles, f2_fails));
    deferred_fire(&pending[0], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "f2(1 broken f3)5 5");
}

static void a_failure_inside_second(void)
{
    note_result(async(f3_handles, f2_fails_second));
    deferred_fire(&pending[0], value_none());
    deferred_fire(&pending[1], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "f2(1 broken f3)5 5");
}

static Value handle_and_go_on(void *unused)
{
    int one = 1;

    try_await(async(f2_fails, &one));
    return out("f3", await_int(f1_at_once, one));
}

/* The failure that was handled leaves no trace in the next one. */
static void a_failure_is_forgotten(void)
{
    note_result(async(handle_and_go_on, NULL));
    deferred_fire(&pending[0], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "f2(1 f1(1 f1)2 f3)2 2");
}

enum { WORKERS = 5 };

static Value count_twice(void *count)
{
    ++*(int *)count;
    await(new_pending());
    ++*(int *)count;
    return await(new_pending());
}

/* All wait at the same time, and go on in another order than they began. */
static void many_at_once(void)
{
    int count = 0;

    for (int i = 0; i < WORKERS; i++)
        note_result(async(count_twice, &count));
    CHECK_INT(count, WORKERS);
    for (int i = WORKERS; i-- > 0;)
        deferred_fire(&pending[i], value_none());
    CHECK_INT(count, 2 * WORKERS);
    for (int i = 0; i < WORKERS; i++)
        deferred_fire(&pending[WORKERS + i], value_int(i));
    CHECK_TEXT(notes, "0 1 2 3 4");
}

static const UnitTest tests[] = {
    {"coroutines await coroutines (rule 70)", three_levels},
    {"coroutines await coroutines in loops (rule 70)",
     three_levels_with_loops},
    {"coroutines await through a callback, all is ready (rule 70)",
     a_callback_between},
    {"coroutines await through a callback, the first await waits (rule 70)",
     a_callback_between_waits},
    {"coroutines await through a callback, the second await waits (rule 70)",
     a_callback_between_waits_second},
    {"a failure at the first await inside is handled outside (rule 70)",
     a_failure_inside},
    {"a failure at the second await inside is handled outside (rule 70)",
     a_failure_inside_second},
    {"a failure that was handled is forgotten (rule 70)",
     a_failure_is_forgotten},
    {"many coroutines wait at the same time (rule 70)", many_at_once},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
