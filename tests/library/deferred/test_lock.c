/* Lock (rules 75, 78). */
#include "lock.h"

#include "coroutine.h"
#include "keep.h"
#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

static Lock *lock;

static void begin(void)
{
    lock = lock_new();
}

static void end(void)
{
    CHECK(!lock_is_locked(lock));
    lock_free(lock);
}

static void an_open_lock_is_acquired_at_once(void)
{
    begin();
    CHECK(!lock_is_locked(lock));
    note_result(lock_acquire(lock));
    CHECK_TEXT(notes, "none");
    CHECK(lock_is_locked(lock));
    lock_release(lock);
    end();
}

static Value note_and_pass(Value result, void *name)
{
    note_value(name, result);
    return result;
}

static void acquire_as(const char *name)
{
    Deferred *d = lock_acquire(lock);

    deferred_add_both(d, note_and_pass, (void *)name);
    deferred_ignore(d);
}

static void the_longest_waiter_gets_it(void)
{
    begin();
    acquire_as("a ");
    acquire_as("b ");
    acquire_as("c ");
    CHECK_TEXT(notes, "a none");
    lock_release(lock);
    CHECK_TEXT(notes, "a none b none");
    CHECK(lock_is_locked(lock));
    lock_release(lock);
    CHECK_TEXT(notes, "a none b none c none");
    CHECK(lock_is_locked(lock));
    lock_release(lock);
    end();
}

static void release_once_more(void *unused)
{
    begin();
    note_result(lock_acquire(lock));
    lock_release(lock);
    lock_release(lock);
}

static void one_release_too_many_stops(void)
{
    CHECK_DIES(release_once_more, NULL,
               "lock_release: the lock is not locked");
}

static Value work(Value result, void *name)
{
    note("%s begins", (const char *)name);
    return value_deferred(new_pending());
}

static void run_holds_it_until_the_end(void)
{
    begin();
    note_result(lock_run(lock, work, "first"));
    note_result(lock_run(lock, work, "second"));
    CHECK_TEXT(notes, "first begins");
    CHECK(lock_is_locked(lock));
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "first begins second begins 1");
    CHECK(lock_is_locked(lock));
    deferred_fire(&pending[1], value_int(2));
    CHECK_TEXT(notes, "first begins second begins 1 2");
    end();
}

static Value answer_at_once(Value result, void *unused)
{
    return value_text("at once");
}

static Value fail_at_once(Value result, void *unused)
{
    return value_failure(UV_EIO, "broken");
}

static void run_releases_after_a_plain_result(void)
{
    begin();
    note_result(lock_run(lock, answer_at_once, NULL));
    CHECK_TEXT(notes, "at once");
    end();
}

static void run_releases_after_a_failure(void)
{
    begin();
    note_result(lock_run(lock, fail_at_once, NULL));
    CHECK(!lock_is_locked(lock));
    note_result(lock_run(lock, work, "work"));
    CHECK(lock_is_locked(lock));
    deferred_fire(&pending[0], value_failure(UV_EPROTO, "broken"));
    CHECK_TEXT(notes, "EIO work begins EPROTO");
    end();
}

static void a_waiter_may_cancel(void)
{
    Deferred *d;

    begin();
    acquire_as("a ");
    d = lock_acquire(lock);
    acquire_as("c ");
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "a none ECANCELED");
    lock_release(lock);
    CHECK_TEXT(notes, "a none ECANCELED c none");
    lock_release(lock);
    end();
}

static void a_cancel_takes_no_lock_away(void)
{
    Deferred *at_once, *later;

    begin();
    at_once = lock_acquire(lock);
    deferred_cancel(at_once);
    note_result(at_once);
    later = lock_acquire(lock);
    lock_release(lock);
    deferred_cancel(later);
    note_result(later);
    CHECK_TEXT(notes, "none none");
    CHECK(lock_is_locked(lock));
    lock_release(lock);
    end();
}

static void a_run_that_waits_may_cancel(void)
{
    Deferred *d;

    begin();
    note_result(lock_run(lock, work, "first"));
    d = lock_run(lock, work, "second");
    deferred_cancel(d);
    note_result(d);
    deferred_fire(&pending[0], value_int(1));
    CHECK_TEXT(notes, "first begins ECANCELED 1");
    end();
}

static void a_run_that_works_may_cancel(void)
{
    Deferred *d;

    begin();
    d = lock_run(lock, work, "first");
    deferred_cancel(d);
    CHECK(!lock_is_locked(lock));
    note_result(d);
    deferred_fire(&pending[0], value_none());
    CHECK_TEXT(notes, "first begins ECANCELED");
    end();
}

static void release_lock(void *arg)
{
    lock_release(arg);
}

static int64_t account;

/* Loses what others did meanwhile, unless the lock keeps them out. */
static Value pay_in(void *amount)
{
    int64_t before;

    await(lock_acquire(lock));
    keep_finally(release_lock, lock);
    before = account;
    await(new_pending());
    account = before + *(int64_t *)amount;
    return value_int(account);
}

static void a_coroutine_holds_it_across_an_await(void)
{
    int64_t amounts[] = {1, 10, 100};

    begin();
    for (int i = 0; i < 3; i++)
        note_result(async(pay_in, &amounts[i]));
    deferred_fire(&pending[0], value_none());
    deferred_fire(&pending[1], value_failure(UV_EIO, "broken"));
    deferred_fire(&pending[2], value_none());
    CHECK_TEXT(notes, "1 EIO 101");
    end();
}

static const UnitTest tests[] = {
    {"an open lock is acquired at once (rule 75)",
     an_open_lock_is_acquired_at_once},
    {"a release hands the lock to the longest waiter (rule 75)",
     the_longest_waiter_gets_it},
    {"to release an open lock stops the program (rule 75)",
     one_release_too_many_stops},
    {"lock_run() holds the lock until the Deferred has fired (rule 75)",
     run_holds_it_until_the_end},
    {"lock_run() releases the lock after a plain result (rule 75)",
     run_releases_after_a_plain_result},
    {"lock_run() releases the lock after a failure (rule 75)",
     run_releases_after_a_failure},
    {"a waiter that is canceled leaves the line (rule 78)",
     a_waiter_may_cancel},
    {"a cancel after the lock was acquired changes nothing (rule 78)",
     a_cancel_takes_no_lock_away},
    {"a lock_run() canceled while it waits does not run (rule 78)",
     a_run_that_waits_may_cancel},
    {"a lock_run() canceled while it works releases the lock (rule 78)",
     a_run_that_works_may_cancel},
    {"a coroutine holds a lock across an await, and releases it at its end",
     a_coroutine_holds_it_across_an_await},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
