/* Canceling a coroutine (rules 71 to 74). */
#include "coroutine.h"

#include "keep.h"
#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

/* Three ways to wait for a child: sample() awaits it; sample() awaits a
   coroutine that awaits it; and the same after another await. */
typedef enum { DIRECT, NESTED, SECOND, WAYS } Way;

typedef struct {
    Way way;
    Deferred *(*child)(void);
} Plan;

static Deferred *more;

static Value await_child(void *arg)
{
    const Plan *plan = arg;

    return await(plan->child());
}

/* Translates EIO to another failure, and ERANGE to success. */
static Value sample(void *arg)
{
    const Plan *plan = arg;
    Value result;

    if (plan->way == SECOND)
        await(new_pending());
    result = try_await(plan->way == DIRECT ? plan->child()
                                           : async(await_child, arg));
    if (!failed(result))
        return value_int(as_int(result) + 1);
    if (as_failure(result)->code == UV_EIO)
        return value_failure(UV_EPROTO, "translated");
    if (as_failure(result)->code == UV_ERANGE)
        return value_int(4320);
    return result;
}

static void cancel_each_way(Deferred *(*child)(void))
{
    static const char *const names[] = {"direct:", "nested:", "second:"};

    for (Way way = DIRECT; way < WAYS; way++) {
        Plan plan = {.way = way, .child = child};
        Deferred *d = async(sample, &plan);

        note("%s", names[way]);
        if (way == SECOND)
            deferred_fire(&pending[pending_count - 1], value_none());
        deferred_cancel(d);
        note_result(d);
        if (more) {
            note("later");
            deferred_fire(&more, value_int(6543));
        }
    }
}

/* A canceller of its own, which stops the work: no fire comes later. */
static void fail_canceled(void *arg)
{
    deferred_fire(arg, value_failure(UV_ECANCELED, "stopped"));
}

static void fail_io(void *arg)
{
    deferred_fire(arg, value_failure(UV_EIO, "broken"));
}

static void fail_range(void *arg)
{
    deferred_fire(arg, value_failure(UV_ERANGE, "do not fail"));
}

static Deferred *child_with(void (*canceller)(void *))
{
    Deferred *d = new_pending();

    deferred_on_cancel(d, canceller, &pending[pending_count - 1]);
    return d;
}

static Value note_failure(Value result, void *unused)
{
    note_value("child ", result);
    return result;
}

static Deferred *child_that_notes(void)
{
    Deferred *d = child_with(fail_canceled);

    deferred_add_errback(d, note_failure, NULL);
    return d;
}

static Deferred *child_that_fails(void)
{
    return child_with(fail_io);
}

static Deferred *child_that_recovers(void)
{
    return child_with(fail_range);
}

static Value wait_for_more(Value result, void *unused)
{
    CHECK_INT(as_failure(result)->code, UV_ECANCELED);
    more = deferred_new();
    return value_deferred(more);
}

static Deferred *child_that_takes_time(void)
{
    Deferred *d = child_with(fail_canceled);

    deferred_add_errback(d, wait_for_more, NULL);
    return d;
}

static void a_cancel_goes_inside(void)
{
    cancel_each_way(child_that_notes);
    CHECK_TEXT(notes, "direct: child ECANCELED ECANCELED"
                      " nested: child ECANCELED ECANCELED"
                      " second: child ECANCELED ECANCELED");
}

static void a_failure_is_translated(void)
{
    cancel_each_way(child_that_fails);
    CHECK_TEXT(notes, "direct: EPROTO nested: EPROTO second: EPROTO");
}

static void a_failure_becomes_success(void)
{
    cancel_each_way(child_that_recovers);
    CHECK_TEXT(notes, "direct: 4320 nested: 4320 second: 4320");
}

static void outside_waits_for_inside(void)
{
    cancel_each_way(child_that_takes_time);
    CHECK_TEXT(notes, "direct: later 6544 nested: later 6544"
                      " second: later 6544");
}

static Value await_pending(void *unused)
{
    keep_finally(note_text, "finally");
    return await(new_pending());
}

static void one_late_fire_is_dropped(void)
{
    Deferred *d = async(await_pending, NULL);

    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "finally ECANCELED");
    CHECK_INT(deferred_fire(&pending[0], value_text("late")), 0);
    CHECK_INT(deferred_fire(&pending[0], value_none()), UV_EALREADY);
}

static Value swallow(void *unused)
{
    Value result;

    keep_finally(note_text, "finally");
    result = try_await(new_pending());
    note_value("caught ", result);
    await(new_pending());
    note("never");
    return value_none();
}

static void a_cancel_may_be_swallowed(void)
{
    Deferred *d = async(swallow, NULL);

    deferred_cancel(d);
    CHECK_TEXT(notes, "caught ECANCELED");
    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "caught ECANCELED finally ECANCELED");
    deferred_fire(&pending[0], value_none());
    deferred_fire(&pending[1], value_none());
}

static Deferred *own;

/* Cancels itself while it runs, as somebody whom it calls might do. */
static Value run_on(void *arg)
{
    await(new_pending());
    deferred_cancel(own);
    note_value("ready ", await(deferred_succeed(value_int(1))));
    note_value("waited ", try_await(arg));
    note_value("later ", try_await(new_pending()));
    return value_none();
}

static void a_cancel_while_it_runs_comes_later(void)
{
    Deferred *d = child_with(fail_canceled);

    own = async(run_on, d);
    note_result(own);
    deferred_fire(&pending[1], value_none());
    deferred_fire(&pending[2], value_int(2));
    CHECK_TEXT(notes, "ready 1 waited ECANCELED later 2 none");
}

/* Then the coroutine waits for a Deferred that is slow to be canceled. */
static void a_cancel_while_it_runs_may_take_time(void)
{
    own = async(run_on, child_that_takes_time());
    note_result(own);
    deferred_fire(&pending[1], value_none());
    note("later");
    deferred_fire(&more, value_int(6543));
    deferred_fire(&pending[2], value_int(2));
    CHECK_TEXT(notes, "ready 1 later waited 6543 later 2 none");
}

static Value return_at_once(void *unused)
{
    return value_text("done");
}

static void a_cancel_that_comes_late_changes_nothing(void)
{
    Deferred *d = async(return_at_once, NULL);

    deferred_cancel(d);
    note_result(d);
    CHECK_TEXT(notes, "done");
}

static Value hold(void *unused)
{
    keep(value_text("kept"));
    keep_finally(note_text, "finally");
    await(deferred_succeed(value_text("lent")));
    return await(child_with(fail_canceled));
}

static void swallow_failure(Value result, void *unused)
{
}

/* C has no collector that would notice it: one says so. */
static void nobody_wants_it_any_more(void)
{
    Deferred *d = async(hold, NULL);

    deferred_cancel(d);
    deferred_deliver(d, swallow_failure, NULL);
    CHECK_TEXT(notes, "finally");
    CHECK_INT(deferred_alive(), 0);
}

static const UnitTest tests[] = {
    {"a cancel goes to what the coroutine waits for (rule 71)",
     a_cancel_goes_inside},
    {"a cancel runs finally functions, one late fire is dropped (rule 71)",
     one_late_fire_is_dropped},
    {"a failure from a cancel may be translated (rule 72)",
     a_failure_is_translated},
    {"a failure from a cancel may become success (rule 72)",
     a_failure_becomes_success},
    {"a coroutine may swallow one cancel, and end at the next one (rule 72)",
     a_cancel_may_be_swallowed},
    {"the outer coroutine ends only when the inner one has ended (rule 73)",
     outside_waits_for_inside},
    {"a cancel while the coroutine runs comes where it waits next",
     a_cancel_while_it_runs_comes_later},
    {"a cancel while the coroutine runs may take its time as well",
     a_cancel_while_it_runs_may_take_time},
    {"a cancel after the end changes nothing",
     a_cancel_that_comes_late_changes_nothing},
    {"a coroutine whose result is not wanted leaves nothing (rule 74)",
     nobody_wants_it_any_more},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
