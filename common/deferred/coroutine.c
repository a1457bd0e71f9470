/*
 * Coroutines: a fiber, and a Deferred for what the function on it returns.
 *
 * async() makes both and runs the function. await() takes a result that is
 * there; otherwise it delivers the Deferred to arrive() and leaves the fiber,
 * and arrive() enters it again with the result. So resume() is the one way in:
 * it is called by async() and, inside the run of some Deferred, by arrive().
 * When the function has ended, end_coroutine() fires the Deferred on the stack
 * of the one who resumed it.
 */
#include "coroutine.h"

#include "deferred_inside.h"
#include "die.h"
#include "fiber.h"
#include "keep.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <uv.h>

typedef struct {
    /* async() */
    CoroutineBody *fn;
    void *arg;
    Fiber *fiber;
    Deferred *deferred; /* its firing end */
    /* await(), and arrive() */
    Value result; /* of an await; at last of fn */
    Value *lent;  /* what the awaits have handed out */
    size_t count;
    size_t room;
    bool canceled; /* and nothing that it waits for knows yet */
    /* resume() */
    Kept *kept;     /* while it does not run */
    unsigned depth; /* where it runs; callbacks are deeper */
    /* leave_function() */
    bool ending; /* nothing may await any more */
    bool ended;
} Coroutine;

static _Thread_local Coroutine *current;

/* Hands out what an await has got. Not by keep(): what keep_finally() calls at
   the end may still use it. */
static Value lend(Coroutine *c, Value value)
{
    if (value.kind <= VALUE_INT)
        return value;
    if (c->count == c->room) {
        c->room = c->room ? 2 * c->room : 8;
        c->lent = xrealloc(c->lent, c->room * sizeof *c->lent);
    }
    c->lent[c->count++] = value;
    return value;
}

/* A Value that was lent may be what fn returned: that one lives on. */
static void free_lent(Coroutine *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (!value_same(c->lent[i], c->result))
            value_free(c->lent[i]);
    free(c->lent);
}

/* Still on its own stack, which what keep_finally() calls may need. */
static void leave_function(Coroutine *c, Value result)
{
    c->result = result;
    c->ending = true;
    keep_end(NULL);
    c->ended = true;
}

static void run_function(void *arg)
{
    Coroutine *c = arg;

    leave_function(c, c->fn(c->arg));
}

/* To return a Deferred is to wait for it. */
static void wait_outside(Coroutine *c)
{
    Deferred *d = deferred_of(c->result);

    if (c->canceled)
        deferred_cancel(d);
    deferred_chain(d, &c->deferred);
}

/* On the stack of the one that resumed it, so that a long row of coroutines,
   each of which awaits the next, does not end on a row of stacks. */
static void end_coroutine(Coroutine *c)
{
    free_lent(c);
    if (c->result.kind == VALUE_DEFERRED)
        wait_outside(c);
    else
        deferred_fire(&c->deferred, c->result);
    free(c);
}

static void resume(Coroutine *c)
{
    Coroutine *outer = current;
    Kept *kept = keep_swap(c->kept);

    current = c;
    c->depth = deferred_depth();
    trace_enter("coroutine", (TraceFunction *)c->fn, c->deferred->trace);
    fiber_enter(c->fiber);
    trace_leave();
    current = outer;
    c->kept = keep_swap(kept);
    if (c->ended)
        end_coroutine(c);
}

/* The canceller of its Deferred. While it waits, a cancel goes on to what it
   waits for; this one must wait for the next await. */
static void cancel_while_it_runs(void *arg)
{
    Coroutine *c = arg;

    c->canceled = true;
}

Deferred *async(CoroutineBody *fn, void *arg)
{
    Coroutine *c = xcalloc(1, sizeof *c);
    Deferred *d;

    thread_check("async");
    c->fn = fn;
    c->arg = arg;
    c->fiber = fiber_new(run_function, c);
    if (!c->fiber) {
        free(c);
        return deferred_fail(value_failure(
            UV_ENOMEM, "there is no room for the stack of one more "
                       "coroutine"));
    }
    d = c->deferred = deferred_new();
    deferred_on_cancel_later(d, cancel_while_it_runs, c);
    resume(c);
    return d;
}

static Coroutine *find_caller(const char *function)
{
    if (!current)
        die("%s: called outside a coroutine; async() starts one", function);
    if (current->ending || current->depth != deferred_depth())
        die("%s: called in a callback or a keep_finally() function, which "
            "cannot wait",
            function);
    return current;
}

/* Receives what was awaited, and goes on with it. If a cancel did not get
   further than that, deferred_set_awaited() calls cancel_while_it_runs(). */
static void arrive(Value result, void *arg)
{
    Coroutine *c = arg;

    c->result = value_copy(result);
    deferred_set_awaited(c->deferred, NULL);
    resume(c);
}

/* To be called last: then nothing lies between the caller's frame and the
   switch of stacks, which spares returns that the processor cannot predict,
   7 ns each. */
static void suspend(Coroutine *c, Deferred *d)
{
    deferred_set_awaited(c->deferred, d);
    deferred_deliver(d, arrive, c);
    fiber_leave(c->fiber);
}

/* Leaves the result in c->result. A cancel that came while the coroutine ran
   is passed to what it waits for, unless that is there already. */
static void wait_for(Coroutine *c, Deferred *d)
{
    if (!d)
        die("await: the Deferred is NULL; deferred_fire() sets the pointer "
            "to NULL, so keep another one for the wait");
    if (deferred_take(d, &c->result))
        return;
    if (d == c->deferred)
        die("await: a coroutine cannot wait for its own Deferred");
    if (c->canceled) {
        c->canceled = false;
        deferred_cancel(d);
        if (deferred_take(d, &c->result))
            return;
    }
    suspend(c, d);
}

Value await(Deferred *d)
{
    Coroutine *c = find_caller("await");

    wait_for(c, d);
    if (failed(c->result)) {
        leave_function(c, c->result);
        fiber_end(c->fiber);
    }
    return lend(c, c->result);
}

Value try_await(Deferred *d)
{
    Coroutine *c = find_caller("try_await");

    wait_for(c, d);
    return lend(c, c->result);
}
