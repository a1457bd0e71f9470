/*
 * A semaphore is a count of free tokens and a line of waiters; there are never
 * both. A released token therefore goes to the first waiter, if there is one,
 * and is counted as free otherwise. semaphore_run() is made of the two others:
 * a callback on the acquired Deferred runs the function, and one on that
 * function's Deferred releases.
 */
#include "lock.h"

#include "die.h"
#include "thread.h"
#include "waiters.h"
#include "xmalloc.h"

#include <stdlib.h>

struct Semaphore {
    Waiters waiters;
    int limit;
    int tokens; /* free; 0 while there are waiters */
    bool freed;
};

typedef struct {
    Semaphore *semaphore;
    Callback *fn;
    void *arg;
} Run;

Semaphore *semaphore_new(int tokens)
{
    Semaphore *semaphore = xcalloc(1, sizeof *semaphore);

    thread_check("semaphore_new");
    if (tokens < 1)
        die("semaphore_new: a semaphore needs at least 1 token, not %d",
            tokens);
    semaphore->limit = tokens;
    semaphore->tokens = tokens;
    return semaphore;
}

/* The semaphore stays until the last token is back: a function that still runs
   will release its own. */
static void free_if_unused(Semaphore *semaphore)
{
    if (semaphore->freed && semaphore->tokens == semaphore->limit)
        free(semaphore);
}

void semaphore_free(Semaphore *semaphore)
{
    thread_check("semaphore_free");
    waiters_cancel_all(&semaphore->waiters);
    semaphore->freed = true;
    free_if_unused(semaphore);
}

Deferred *semaphore_acquire(Semaphore *semaphore)
{
    thread_check("semaphore_acquire");
    if (semaphore->tokens == 0)
        return waiters_add(&semaphore->waiters);
    semaphore->tokens--;
    return deferred_succeed(value_none());
}

void semaphore_release(Semaphore *semaphore)
{
    thread_check("semaphore_release");
    if (semaphore->tokens == semaphore->limit)
        die("semaphore_release: more tokens were released than acquired");
    if (semaphore->waiters.count > 0) {
        /* The token is passed on without being counted as free, so a caller
           that comes later cannot take it first. */
        waiters_fire(&semaphore->waiters, value_none());
        return;
    }
    semaphore->tokens++;
    free_if_unused(semaphore);
}

static Value release_token(Value result, void *arg)
{
    semaphore_release(arg);
    return result;
}

static Value run_with_token(Value result, void *arg)
{
    Run run = *(Run *)arg;
    Deferred *d;

    free(arg);
    if (failed(result)) /* canceled in the line: there is no token */
        return result;
    d = maybe_deferred(run.fn, run.arg);
    deferred_add_both(d, release_token, run.semaphore);
    return value_deferred(d);
}

Deferred *semaphore_run(Semaphore *semaphore, Callback *fn, void *arg)
{
    thread_check("semaphore_run");
    Deferred *d = semaphore_acquire(semaphore);
    Run *waiting = xmalloc(sizeof *waiting);

    *waiting = (Run){.semaphore = semaphore, .fn = fn, .arg = arg};
    deferred_add_both(d, run_with_token, waiting);
    return d;
}

int semaphore_tokens(const Semaphore *semaphore)
{
    thread_check("semaphore_tokens");
    return semaphore->tokens;
}
