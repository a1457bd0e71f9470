/* Semaphore: its tokens and its end (rules 76, 78). Lock shares all of it. */
#include "lock.h"

#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

enum {
    TOKENS = 13,
    CROWD = 100 * 1000,
};

static unsigned acquired;

static Value count(Value result, void *unused)
{
    if (!failed(result))
        acquired++;
    return value_none();
}

static Deferred *acquire(Semaphore *semaphore)
{
    Deferred *d = semaphore_acquire(semaphore);

    deferred_add_both(d, count, NULL);
    return d;
}

static void there_are_so_many_tokens(void)
{
    Semaphore *semaphore = semaphore_new(TOKENS);

    for (unsigned i = 1; i <= TOKENS; i++) {
        deferred_ignore(acquire(semaphore));
        CHECK_INT(acquired, i);
        CHECK_INT(semaphore_tokens(semaphore), TOKENS - i);
    }
    deferred_ignore(acquire(semaphore));
    CHECK_INT(acquired, TOKENS);
    semaphore_release(semaphore);
    CHECK_INT(acquired, TOKENS + 1);
    for (unsigned i = 1; i <= TOKENS; i++) {
        CHECK_INT(semaphore_tokens(semaphore), i - 1);
        semaphore_release(semaphore);
    }
    semaphore_free(semaphore);
}

static void new_with(void *tokens)
{
    semaphore_new(*(int *)tokens);
}

static void fewer_than_one_stop(void)
{
    int none = 0, less = -1;

    CHECK_DIES(new_with, &none, "needs at least 1 token, not 0");
    CHECK_DIES(new_with, &less, "needs at least 1 token, not -1");
}

static void release_too_many(void *unused)
{
    Semaphore *semaphore = semaphore_new(2);

    deferred_ignore(acquire(semaphore));
    semaphore_release(semaphore);
    semaphore_release(semaphore);
}

static void one_release_too_many_stops(void)
{
    CHECK_DIES(release_too_many, NULL,
               "semaphore_release: more tokens were released than acquired");
}

static void cancel_in_line_and_after(void)
{
    Semaphore *semaphore = semaphore_new(1);
    Deferred *first = semaphore_acquire(semaphore);
    Deferred *second = semaphore_acquire(semaphore);

    deferred_cancel(first);
    deferred_cancel(second);
    note_result(first);
    note_result(second);
    CHECK_TEXT(notes, "none ECANCELED");
    semaphore_release(semaphore);
    CHECK_INT(semaphore_tokens(semaphore), 1);
    semaphore_free(semaphore);
}

static Value work(Value result, void *unused)
{
    return value_deferred(new_pending());
}

static void so_many_run_at_once(void)
{
    Semaphore *semaphore = semaphore_new(3);

    for (int i = 0; i < 10; i++)
        note_result(semaphore_run(semaphore, work, NULL));
    CHECK_INT(pending_count, 3);
    for (size_t i = 0; i < 10; i++) {
        CHECK_INT(pending_count, i + 3 < 10 ? i + 3 : 10);
        deferred_fire(&pending[i], value_int((int64_t)i));
    }
    CHECK_TEXT(notes, "0 1 2 3 4 5 6 7 8 9");
    CHECK_INT(semaphore_tokens(semaphore), 3);
    semaphore_free(semaphore);
}

static Value release_again(Value result, void *semaphore)
{
    acquired++;
    semaphore_release(semaphore);
    return result;
}

/* Each release lets in the next one, which releases at once. */
static void a_crowd_passes(void)
{
    Semaphore *semaphore = semaphore_new(1);

    setrlimit(RLIMIT_STACK, &(struct rlimit){256 * 1024, 256 * 1024});
    deferred_ignore(semaphore_acquire(semaphore));
    for (int i = 0; i < CROWD; i++) {
        Deferred *d = semaphore_acquire(semaphore);

        deferred_add_callback(d, release_again, semaphore);
        deferred_ignore(d);
    }
    semaphore_release(semaphore);
    CHECK_INT(acquired, CROWD);
    CHECK_INT(semaphore_tokens(semaphore), 1);
    semaphore_free(semaphore);
}

static Value try_again(Value result, void *semaphore)
{
    note_value("", result);
    return value_deferred(semaphore_acquire(semaphore));
}

static void who_waits_is_sent_away(void)
{
    Semaphore *semaphore = semaphore_new(1);
    Deferred *again;

    note_result(semaphore_acquire(semaphore));
    note_result(semaphore_acquire(semaphore));
    again = semaphore_acquire(semaphore);
    deferred_add_errback(again, try_again, semaphore);
    note_result(again);
    semaphore_free(semaphore);
    CHECK_TEXT(notes, "none ECANCELED ECANCELED ECANCELED");
    semaphore_release(semaphore);
}

static void the_last_token_frees_it(void)
{
    Semaphore *semaphore = semaphore_new(2);

    note_result(semaphore_run(semaphore, work, NULL));
    note_result(semaphore_run(semaphore, work, NULL));
    semaphore_free(semaphore);
    deferred_fire(&pending[1], value_int(1));
    deferred_fire(&pending[0], value_int(0));
    CHECK_TEXT(notes, "1 0");
}

static const UnitTest tests[] = {
    {"a semaphore has as many tokens as were asked for (rule 76)",
     there_are_so_many_tokens},
    {"a semaphore of less than one token stops the program (rule 76)",
     fewer_than_one_stop},
    {"one release too many stops the program (rule 76)",
     one_release_too_many_stops},
    {"semaphore_run() runs as many at once as there are tokens (rule 76)",
     so_many_run_at_once},
    {"a canceled waiter leaves the line (rule 78)", cancel_in_line_and_after},
    {"100,000 waiters pass a token on without recursion (rule A7)",
     a_crowd_passes},
    {"waiters fail when the semaphore is freed", who_waits_is_sent_away},
    {"a freed semaphore lives until the last token is back",
     the_last_token_frees_it},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
