/* defer_later on the fake clock. */
#include "defer_later.h"

#include "event_notes.h"
#include "nothing_left.h"

static Reactor *reactor;
static Deferred *inner;

static Value work(Value none, void *text)
{
    CHECK_INT(none.kind, VALUE_NONE);
    note("%s", (const char *)text);
    return value_text("result");
}

static Value fail(Value none, void *unused)
{
    return value_failure(UV_EIO, "it broke");
}

static Value wait_for_inner(Value none, void *unused)
{
    inner = deferred_new();
    return value_deferred(inner);
}

static void note_result(Value result, void *unused)
{
    if (failed(result))
        note("%s", uv_err_name(as_failure(result)->code));
    else
        note("%s", result.kind == VALUE_NONE ? "none" : as_text(result));
}

static void fires_with_the_result(void)
{
    reactor = reactor_new_fake();
    deferred_deliver(defer_later(reactor, 3, work, "works"), note_result,
                     NULL);
    reactor_advance(reactor, 2);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "works result");
    reactor_free(reactor);
}

static void fails_with_the_failure(void)
{
    reactor = reactor_new_fake();
    deferred_deliver(defer_later(reactor, 1, fail, NULL), note_result, NULL);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "EIO");
    reactor_free(reactor);
}

static void canceled_in_time(void)
{
    Deferred *d;

    reactor = reactor_new_fake();
    d = defer_later(reactor, 1, work, "never");
    deferred_cancel(d);
    deferred_deliver(d, note_result, NULL);
    CHECK_TEXT(notes, "ECANCELED");
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_advance(reactor, 2);
    CHECK_TEXT(notes, "ECANCELED");
    reactor_free(reactor);
}

static void without_a_function(void)
{
    Value result;
    Deferred *d;

    reactor = reactor_new_fake();
    d = defer_later(reactor, 2, NULL, NULL);
    CHECK(!deferred_take(d, &result));
    reactor_advance(reactor, 2);
    CHECK(deferred_take(d, &result));
    CHECK_INT(result.kind, VALUE_NONE);
    reactor_free(reactor);
}

static void waits_for_a_deferred(void)
{
    reactor = reactor_new_fake();
    deferred_deliver(defer_later(reactor, 1, wait_for_inner, NULL),
                     note_result, NULL);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "");
    deferred_fire(&inner, value_text("inner"));
    CHECK_TEXT(notes, "inner");
    reactor_free(reactor);
}

static void canceled_while_it_waits(void)
{
    Deferred *d;

    reactor = reactor_new_fake();
    d = defer_later(reactor, 1, wait_for_inner, NULL);
    reactor_advance(reactor, 1);
    deferred_cancel(d);
    deferred_deliver(d, note_result, NULL);
    CHECK_TEXT(notes, "ECANCELED");
    CHECK_INT(deferred_fire(&inner, value_none()), 0);
    reactor_free(reactor);
}

static void in_0_seconds(void)
{
    reactor = reactor_new_fake();
    deferred_deliver(defer_later(reactor, 0, work, "works"), note_result,
                     NULL);
    CHECK_TEXT(notes, "");
    reactor_advance(reactor, 0);
    CHECK_TEXT(notes, "works result");
    reactor_free(reactor);
}

static void canceled_after_the_reactor(void)
{
    Deferred *d;

    reactor = reactor_new_fake();
    d = defer_later(reactor, 1, work, "works");
    reactor_free(reactor);
    deferred_cancel(d);
    deferred_deliver(d, note_result, NULL);
    CHECK_TEXT(notes, "ECANCELED");
}

static const UnitTest tests[] = {
    {"defer_later() fires in time, with the function's result (rule 81)",
     fires_with_the_result},
    {"defer_later() fails with the function's failure (rule 81)",
     fails_with_the_failure},
    {"a cancel in time removes the timer, and the function never runs (rule "
     "81)",
     canceled_in_time},
    {"defer_later() without a function fires with none (rule 81)",
     without_a_function},
    {"defer_later() waits for a Deferred that the function returns (rule 81)",
     waits_for_a_deferred},
    {"a cancel after the time reaches the function's Deferred (rule 39)",
     canceled_while_it_waits},
    {"after 0 seconds the function runs later, not at once (rule 80)",
     in_0_seconds},
    {"defer_later() can be canceled after the reactor is freed",
     canceled_after_the_reactor},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
