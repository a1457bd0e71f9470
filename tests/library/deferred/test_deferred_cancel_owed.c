/* A cancel that comes while callbacks are put off or paused is not lost. What
   is canceled at a nest of 32 calls, where callbacks are put off, must end as
   at each other depth. */
#include "coroutine.h"
#include "lock.h"

#include "noting_callbacks.h"

enum { DEEP = 100 };

static Deferred *doorbell, *waiter, *inner;
static unsigned left;
static void (*innermost)(void);

/* Calls innermost() as many calls deep in callbacks as left says. */
static Value go_down(Value result, void *unused)
{
    Deferred *next;

    if (left == 0) {
        innermost();
        return result;
    }
    left--;
    next = deferred_new();
    deferred_add_callback(next, go_down, NULL);
    deferred_ignore(next);
    deferred_fire(&next, value_none());
    return result;
}

static void nest(unsigned depth, void (*fn)(void))
{
    left = depth;
    innermost = fn;
    go_down(value_none(), NULL);
}

static Value await_twice(void *unused)
{
    await(doorbell);
    inner = deferred_new();
    note_value("", try_await(inner));
    return value_none();
}

static void fire_and_cancel(void)
{
    deferred_fire(&doorbell, value_none());
    deferred_cancel(waiter);
}

/* Runs a waiter for doorbell at each depth. Each time the cancel must arrive
   at inner, for which it waits next. */
static void check_each_depth(Deferred *(*start)(void))
{
    for (unsigned depth = 0; depth <= DEEP; depth++) {
        notes[0] = '\0';
        doorbell = deferred_new();
        waiter = start();
        nest(depth, fire_and_cancel);
        CHECK_TEXT(notes, "ECANCELED");
        deferred_ignore(waiter);
        CHECK_INT(deferred_fire(&inner, value_none()), 0);
    }
}

static Deferred *start_coroutine(void)
{
    return async(await_twice, NULL);
}

static void a_coroutine_learns_of_it(void)
{
    check_each_depth(start_coroutine);
}

static Value wait_for_inner(Value result, void *unused)
{
    Deferred *d = inner = deferred_new();

    return value_deferred(d);
}

static Value note_and_forget(Value result, void *unused)
{
    note_value("", result);
    return value_none();
}

static Deferred *start_callbacks(void)
{
    Deferred *d = doorbell;

    deferred_add_callback(d, wait_for_inner, NULL);
    deferred_add_both(d, note_and_forget, NULL);
    return d;
}

static void callbacks_learn_of_it(void)
{
    check_each_depth(start_callbacks);
}

static Value return_it(Value result, void *d)
{
    return value_deferred(d);
}

/* Doorbell's result passes on to another Deferred, whose callbacks wait. */
static Deferred *start_chain(void)
{
    Deferred *d = deferred_succeed(value_none());

    deferred_add_callback(d, return_it, doorbell);
    deferred_add_callback(d, wait_for_inner, NULL);
    deferred_add_both(d, note_and_forget, NULL);
    return d;
}

static void a_chain_learns_of_it(void)
{
    check_each_depth(start_chain);
}

static Semaphore *lock;

static Deferred *start_in_line(void)
{
    Deferred *d = semaphore_run(lock, wait_for_inner, NULL);

    deferred_add_both(d, note_and_forget, NULL);
    return d;
}

static void release_and_cancel(void)
{
    semaphore_release(lock);
    deferred_cancel(waiter);
}

static void a_waiter_for_a_lock_learns_of_it(void)
{
    for (unsigned depth = 0; depth <= DEEP; depth++) {
        notes[0] = '\0';
        lock = semaphore_new(1);
        deferred_ignore(semaphore_acquire(lock));
        waiter = start_in_line();
        nest(depth, release_and_cancel);
        CHECK_TEXT(notes, "ECANCELED");
        deferred_ignore(waiter);
        CHECK_INT(deferred_fire(&inner, value_none()), 0);
        CHECK_INT(semaphore_tokens(lock), 1);
        semaphore_free(lock);
    }
}

static void check_paused(Deferred *(*start)(void))
{
    Deferred *paused = doorbell = deferred_new();

    notes[0] = '\0';
    deferred_pause(paused);
    waiter = start();
    fire_and_cancel();
    CHECK_TEXT(notes, "");
    deferred_unpause(paused);
    CHECK_TEXT(notes, "ECANCELED");
    deferred_ignore(waiter);
    CHECK_INT(deferred_fire(&inner, value_none()), 0);
}

static void a_pause_keeps_it(void)
{
    check_paused(start_coroutine);
    check_paused(start_callbacks);
    check_paused(start_chain);
}

/* Canceled while it runs; then what it awaits has fired, but is paused. */
static Value cancel_and_await(void *unused)
{
    deferred_cancel(waiter);
    await(doorbell);
    inner = deferred_new();
    note_value("", try_await(inner));
    return value_none();
}

static Value await_pending_first(void *unused)
{
    await(new_pending());
    return cancel_and_await(NULL);
}

static void a_coroutine_keeps_it_over_a_paused_await(void)
{
    Deferred *paused = doorbell = deferred_new(), *firing = doorbell;

    deferred_pause(paused);
    deferred_fire(&firing, value_none());
    waiter = async(await_pending_first, NULL);
    deferred_fire(&pending[0], value_none());
    CHECK_TEXT(notes, "");
    deferred_unpause(paused);
    CHECK_TEXT(notes, "ECANCELED");
    deferred_ignore(waiter);
    deferred_fire(&inner, value_none());
}

/* It is no more than a cancel of what goes on: a result stays a result, and
   what is added later is another matter. */
static void a_result_is_left_alone(void)
{
    Deferred *d = deferred_succeed(value_int(5));

    deferred_pause(d);
    deferred_cancel(d);
    deferred_unpause(d);
    deferred_add_both(d, wait_for_inner, NULL);
    deferred_add_both(d, note_and_forget, NULL);
    CHECK_TEXT(notes, "");
    deferred_fire(&inner, value_int(6));
    CHECK_TEXT(notes, "6");
    deferred_ignore(d);
}

static const UnitTest tests[] = {
    {"at each depth a coroutine learns of a cancel", a_coroutine_learns_of_it},
    {"at each depth callbacks learn of a cancel", callbacks_learn_of_it},
    {"at each depth a cancel passes along a chain", a_chain_learns_of_it},
    {"at each depth a waiter for a lock learns of a cancel",
     a_waiter_for_a_lock_learns_of_it},
    {"a cancel of a paused Deferred is kept", a_pause_keeps_it},
    {"a coroutine keeps a cancel over an await of what is paused",
     a_coroutine_keeps_it_over_a_paused_await},
    {"a cancel leaves a result alone, and what is added later",
     a_result_is_left_alone},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
