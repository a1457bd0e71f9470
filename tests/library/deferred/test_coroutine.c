/* Coroutines: what await hands out, how they end. */
#include "coroutine.h"

#include "keep.h"
#include "nothing_left.h"
#include "pending.h"

#include <uv.h>

static Value await_text(void *arg)
{
    note("before");
    note("%s", as_text(await(arg)));
    return value_text("after");
}

static void a_later_result_comes_back(void)
{
    note_result(async(await_text, new_pending()));
    note("main");
    deferred_fire(&pending[0], value_text("hi"));
    CHECK_TEXT(notes, "before main hi after");
}

static void a_ready_result_comes_back_at_once(void)
{
    note_result(async(await_text, deferred_succeed(value_text("hi"))));
    note("main");
    CHECK_TEXT(notes, "before hi after main");
}

static Value handle(void *arg)
{
    Value result = try_await(arg);

    note("%s", as_failure(result)->message);
    return value_text("handled");
}

static void a_later_failure_is_handled(void)
{
    note_result(async(handle, new_pending()));
    deferred_fire(&pending[0], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "broken handled");
}

static void a_ready_failure_is_handled(void)
{
    Value failure = value_failure(UV_EIO, "broken");

    note_result(async(handle, deferred_fail(failure)));
    CHECK_TEXT(notes, "broken handled");
}

static void a_failure_ends_it(void)
{
    note_result(async(await_text, new_pending()));
    note_result(async(await_text, new_pending()));
    deferred_cancel(pending[0]);
    deferred_fire(&pending[0], value_none());
    deferred_fire(&pending[1], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "before before ECANCELED EIO");
}

static void a_ready_failure_ends_it(void)
{
    note_result(
        async(await_text, deferred_fail(value_failure(UV_EIO, "broken"))));
    CHECK_TEXT(notes, "before EIO");
}

static void check_place(Value result, void *line)
{
    CHECK_CONTAINS(as_failure(result)->file, "test_coroutine.c");
    CHECK_INT(as_failure(result)->line, *(int *)line);
}

static void a_failure_keeps_its_place(void)
{
    int line = __LINE__ + 1;
    Value failure = value_failure(UV_EIO, "broken");

    deferred_deliver(async(await_text, new_pending()), check_place, &line);
    deferred_fire(&pending[0], failure);
}

static void an_unhandled_failure_is_reported(void)
{
    unhandled_expected = 1;
    deferred_ignore(async(await_text, new_pending()));
    deferred_fire(&pending[0], value_failure(UV_EIO, "broken"));
}

static Value tag(void *unused)
{
    const char *text = as_text(await(deferred_of(value_text("plain"))));

    return value_textf("<i>%s</i>", text);
}

static void a_plain_value_comes_back(void)
{
    note_result(async(tag, NULL));
    CHECK_TEXT(notes, "<i>plain</i>");
}

static Value return_none(void *unused)
{
    return value_none();
}

static Value await_none(void *unused)
{
    await(deferred_of(value_int(5)));
    return value_none();
}

static Value return_failure(void *arg)
{
    await(arg);
    return value_failure(UV_EINVAL, "own");
}

static Value return_14(void *arg)
{
    await(arg);
    return value_int(14);
}

static void what_it_returns_is_the_result(void)
{
    note_result(async(return_none, NULL));
    note_result(async(await_none, NULL));
    note_result(async(return_failure, new_pending()));
    note_result(async(return_14, new_pending()));
    deferred_fire(&pending[1], value_none());
    deferred_fire(&pending[0], value_none());
    CHECK_TEXT(notes, "none none 14 EINVAL");
}

static Value return_deferred(void *arg)
{
    return value_deferred(arg);
}

static void a_returned_deferred_is_waited_for(void)
{
    note_result(async(return_deferred, deferred_succeed(value_int(1))));
    note_result(async(return_deferred, new_pending()));
    note_result(async(return_deferred, new_pending()));
    note("main");
    deferred_fire(&pending[1], value_failure(UV_EIO, "broken"));
    deferred_fire(&pending[0], value_int(2));
    CHECK_TEXT(notes, "1 main EIO 2");
}

static void a_returned_deferred_is_canceled(void)
{
    Deferred *d = async(return_deferred, new_pending());

    deferred_cancel(d);
    note_result(d);
    deferred_fire(&pending[0], value_none());
    CHECK_TEXT(notes, "ECANCELED");
}

static Deferred *own;

static Value cancel_and_return(void *unused)
{
    await(new_pending());
    deferred_cancel(own);
    return value_deferred(new_pending());
}

static void a_cancel_reaches_what_is_returned(void)
{
    own = async(cancel_and_return, NULL);
    note_result(own);
    deferred_fire(&pending[0], value_none());
    CHECK_TEXT(notes, "ECANCELED");
    deferred_fire(&pending[1], value_none());
}

static void await_one_twice(void *unused)
{
    Deferred *d = new_pending();

    note_result(async(await_text, d));
    note_result(async(await_text, d));
}

static void one_result_goes_to_one(void)
{
    CHECK_DIES(await_one_twice, NULL,
               "this Deferred has been given away already");
}

static Value double_it(Value result, void *unused)
{
    return value_int(2 * as_int(result));
}

static Value await_int(void *arg)
{
    return value_int(as_int(await(arg)) + 1);
}

static void callbacks_come_before_the_await(void)
{
    Deferred *d = new_pending();

    deferred_add_callback(d, double_it, NULL);
    note_result(async(await_int, d));
    deferred_fire(&pending[0], value_int(10));
    CHECK_TEXT(notes, "21");
}

static Value await_pending(Value result, void *unused)
{
    return value_deferred(new_pending());
}

/* Fired is not the same as ready: a callback has returned a Deferred. */
static void a_fired_one_that_waits_is_waited_for(void)
{
    Deferred *d = deferred_succeed(value_none());

    deferred_add_callback(d, await_pending, NULL);
    note_result(async(await_int, d));
    note("main");
    deferred_fire(&pending[0], value_int(10));
    CHECK_TEXT(notes, "main 11");
}

static void a_paused_one_is_waited_for(void)
{
    Deferred *d = deferred_succeed(value_int(10));

    deferred_pause(d);
    note_result(async(await_int, d));
    note("main");
    deferred_unpause(d);
    CHECK_TEXT(notes, "main 11");
}

static const UnitTest tests[] = {
    {"a result that comes later comes back from await (rule 64)",
     a_later_result_comes_back},
    {"a result that is there comes back at once (rule 64)",
     a_ready_result_comes_back_at_once},
    {"a failure that comes later can be handled (rule 64)",
     a_later_failure_is_handled},
    {"a failure that is there can be handled (rule 64)",
     a_ready_failure_is_handled},
    {"a failure at an await ends the coroutine there (rule 64)",
     a_failure_ends_it},
    {"a failure that is there ends it as well (rule 64)",
     a_ready_failure_ends_it},
    {"a failure says where it was made, on its way through a coroutine",
     a_failure_keeps_its_place},
    {"the unhandled failure of a coroutine is reported",
     an_unhandled_failure_is_reported},
    {"a plain Value comes back from await as it is (rule 65)",
     a_plain_value_comes_back},
    {"what a coroutine returns is its result (rule 66)",
     what_it_returns_is_the_result},
    {"a Deferred that is returned is waited for (rule 68)",
     a_returned_deferred_is_waited_for},
    {"a Deferred that is returned gets the cancel (rule 68)",
     a_returned_deferred_is_canceled},
    {"a cancel before the return goes to what is returned (rule 68)",
     a_cancel_reaches_what_is_returned},
    {"two coroutines cannot wait for one Deferred (rule 69)",
     one_result_goes_to_one},
    {"callbacks added before the await come first (rule 69)",
     callbacks_come_before_the_await},
    {"a fired Deferred that waits for another is not ready (rule 24)",
     a_fired_one_that_waits_is_waited_for},
    {"a fired Deferred that is paused is not ready (rule 25)",
     a_paused_one_is_waited_for},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
