/* Coroutines: mistakes in the program, which stop it. */
#include "coroutine.h"

#include "keep.h"
#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

static void await_alone(void *unused)
{
    await(deferred_succeed(value_none()));
}

static void try_await_alone(void *unused)
{
    try_await(deferred_succeed(value_none()));
}

static Value return_none(void *unused)
{
    return value_none();
}

static void await_stops_outside(void)
{
    CHECK_DIES(await_alone, NULL, "await: called outside a coroutine");
    CHECK_DIES(try_await_alone, NULL, "try_await: called outside a coroutine");
    deferred_ignore(async(return_none, NULL));
    CHECK_DIES(await_alone, NULL, "await: called outside a coroutine");
}

static Value await_in_callback(Value result, void *unused)
{
    return await(deferred_succeed(value_none()));
}

static Value call_back(void *unused)
{
    Deferred *d = deferred_succeed(value_none());

    deferred_add_callback(d, await_in_callback, NULL);
    return value_deferred(d);
}

static void start_call_back(void *unused)
{
    deferred_ignore(async(call_back, NULL));
}

static Value await_at_the_end(void *unused)
{
    keep_finally(await_alone, NULL);
    return value_none();
}

static void start_await_at_the_end(void *unused)
{
    deferred_ignore(async(await_at_the_end, NULL));
}

static void await_stops_in_callbacks(void)
{
    CHECK_DIES(start_call_back, NULL, "await: called in a callback");
    CHECK_DIES(start_await_at_the_end, NULL, "keep_finally() function");
}

static Value await_null(void *unused)
{
    return await(NULL);
}

static Value try_await_null(void *unused)
{
    return try_await(NULL);
}

static void start(void *fn)
{
    deferred_ignore(async(*(CoroutineBody **)fn, NULL));
}

static void await_stops_at_null(void)
{
    CoroutineBody *plain = await_null, *trying = try_await_null;

    CHECK_DIES(start, &plain, "await: the Deferred is NULL; ");
    CHECK_DIES(start, &trying, "await: the Deferred is NULL; ");
}

static Deferred *own;

static Value await_own(void *arg)
{
    await(arg);
    return await(own);
}

static Value return_own(void *arg)
{
    await(arg);
    return value_deferred(own);
}

static void start_own(CoroutineBody *fn)
{
    own = async(fn, new_pending());
    deferred_fire(&pending[0], value_none());
}

static void start_await_own(void *unused)
{
    start_own(await_own);
}

static void awaiting_oneself_stops(void)
{
    CHECK_DIES(start_await_own, NULL,
               "await: a coroutine cannot wait for its own Deferred");
}

static void returning_oneself_fails(void)
{
    unhandled_expected = 1;
    start_own(return_own);
    CHECK_INT(deferred_unhandled(), 1);
}

static Deferred *first, *second;

static Value await_second(void *arg)
{
    await(arg);
    return await(second);
}

static Value await_first(void *arg)
{
    await(arg);
    return await(first);
}

static void start_circle(void *unused)
{
    first = async(await_second, new_pending());
    second = async(await_first, new_pending());
    deferred_fire(&pending[0], value_none());
    deferred_fire(&pending[1], value_none());
}

static void a_circle_stops(void)
{
    CHECK_DIES(start_circle, NULL,
               "await: this Deferred waits for the coroutine that awaits it");
}

static const UnitTest tests[] = {
    {"await outside a coroutine stops the program (rule A2)",
     await_stops_outside},
    {"await in a callback or a finally function stops the program (rule A2)",
     await_stops_in_callbacks},
    {"to await NULL stops the program (rule A2)", await_stops_at_null},
    {"a coroutine that awaits itself stops the program (rule A2)",
     awaiting_oneself_stops},
    {"coroutines that await each other stop the program (rule A2)",
     a_circle_stops},
    {"a coroutine that returns its own Deferred fails (rule A3)",
     returning_oneself_fails},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
