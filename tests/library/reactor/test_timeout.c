/* Time-outs on the fake clock. */
#include "timeout.h"

#include "event_notes.h"
#include "nothing_left.h"

static Reactor *reactor;
static Deferred *inner;

static void begin_test(void)
{
    reactor = reactor_new_fake();
}

/* Fifteen seconds later nothing is left of a time-out of ten. */
static void end_test(void)
{
    reactor_advance(reactor, 15);
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_free(reactor);
}

static void note_result(Value result, void *unused)
{
    if (failed(result))
        note("%s", uv_err_name(as_failure(result)->code));
    else
        note("%s", result.kind == VALUE_NONE ? "none" : as_text(result));
}

static Value note_and_pass(Value result, void *unused)
{
    note_result(result, NULL);
    return result;
}

static Value note_and_handle(Value result, void *unused)
{
    note_result(result, NULL);
    return value_none();
}

static Value note_and_wait(Value result, void *unused)
{
    note_result(result, NULL);
    inner = deferred_new();
    return value_deferred(inner);
}

static Value override(Value result, void *text)
{
    note_result(result, NULL);
    return value_text(text);
}

static void add_10_seconds(Deferred *d, bool custom)
{
    if (custom)
        timeout_add_with(d, reactor, 10, override, "overridden");
    else
        timeout_add(d, reactor, 10);
}

/* A callback that we add after the time-out waits for inner. That one is not
   canceled, as the time-out is over. */
static void ends_in_time(bool custom, Value result, const char *expected)
{
    Deferred *d = deferred_new(), *firing_end = d;

    begin_test();
    add_10_seconds(d, custom);
    deferred_add_both(d, note_and_wait, NULL);
    deferred_fire(&firing_end, result);
    deferred_deliver(d, note_result, NULL);
    CHECK_INT(reactor_calls(reactor), 0);
    end_test();
    deferred_fire(&inner, value_text("inner"));
    CHECK_TEXT(notes, expected);
}

static void success_in_time(void)
{
    ends_in_time(false, value_text("result"), "result inner");
    notes[0] = '\0';
    ends_in_time(true, value_text("result"), "result inner");
}

static void failure_in_time(void)
{
    ends_in_time(false, value_failure(UV_EIO, "broken"), "EIO inner");
    notes[0] = '\0';
    ends_in_time(true, value_failure(UV_EIO, "broken"), "EIO inner");
}

static void canceled_in_time(bool custom)
{
    Deferred *d = deferred_new(), *firing_end = d;

    begin_test();
    add_10_seconds(d, custom);
    deferred_add_both(d, note_and_wait, NULL);
    deferred_cancel(d);
    deferred_deliver(d, note_result, NULL);
    CHECK_INT(reactor_calls(reactor), 0);
    end_test();
    deferred_fire(&inner, value_text("inner"));
    CHECK_TEXT(notes, "ECANCELED inner");
    CHECK_INT(deferred_fire(&firing_end, value_none()), 0);
}

static void cancel_in_time(void)
{
    canceled_in_time(false);
    notes[0] = '\0';
    canceled_in_time(true);
}

static Deferred *canceler_fires;

static void fire_success(void *unused)
{
    deferred_fire(&canceler_fires, value_text("success"));
}

static void fire_failure(void *unused)
{
    deferred_fire(&canceler_fires, value_failure(UV_EIO, "what"));
}

/* Lets the time pass. If first is not NULL, we add it before the time-out. */
static void times_out(Callback *first, void (*canceler)(void *arg),
                      bool custom, const char *expected)
{
    Deferred *d = deferred_new(), *firing_end = d;

    begin_test();
    canceler_fires = d;
    if (canceler)
        deferred_on_cancel(d, canceler, NULL);
    if (first)
        deferred_add_both(d, first, NULL);
    add_10_seconds(d, custom);
    deferred_deliver(d, note_result, NULL);
    reactor_advance(reactor, 9);
    CHECK_TEXT(notes, "");
    end_test();
    CHECK_TEXT(notes, expected);
    if (!canceler)
        CHECK_INT(deferred_fire(&firing_end, value_none()), 0);
}

static void timed_out(void)
{
    times_out(NULL, NULL, false, "ETIMEDOUT");
}

static void timed_out_custom(void)
{
    times_out(NULL, NULL, true, "ECANCELED overridden");
}

static void canceler_succeeds(void)
{
    times_out(NULL, fire_success, false, "success");
}

static void canceler_fails(void)
{
    times_out(NULL, fire_failure, false, "EIO");
}

static void canceler_fails_custom(void)
{
    times_out(NULL, fire_failure, true, "EIO overridden");
}

static void errback_before(void)
{
    times_out(note_and_pass, NULL, false, "ECANCELED ETIMEDOUT");
}

static void errback_before_handles(void)
{
    times_out(note_and_handle, NULL, false, "ECANCELED none");
}

static void errback_before_custom(void)
{
    times_out(note_and_pass, NULL, true, "ECANCELED ECANCELED overridden");
}

static void errback_before_handles_custom(void)
{
    times_out(note_and_handle, NULL, true, "ECANCELED none overridden");
}

static void callback_before(void)
{
    times_out(note_and_pass, fire_success, false, "success success");
}

static void callback_before_custom(void)
{
    times_out(note_and_pass, fire_success, true, "success success overridden");
}

static Value shout(Value result, void *unused)
{
    return value_textf("%s!", as_text(result));
}

static void chain_goes_on(void)
{
    Deferred *d = deferred_new();

    begin_test();
    timeout_add(d, reactor, 5);
    deferred_add_callback(d, shout, NULL);
    deferred_deliver(d, note_result, NULL);
    deferred_fire(&d, value_text("done"));
    CHECK_TEXT(notes, "done!");
    end_test();
}

static void fired_already(void)
{
    Deferred *d = deferred_succeed(value_text("result"));

    begin_test();
    timeout_add(d, reactor, 10);
    CHECK_INT(reactor_calls(reactor), 0);
    deferred_deliver(d, note_result, NULL);
    CHECK_TEXT(notes, "result");
    end_test();
}

static void waiting_when_it_is_added(void)
{
    Deferred *d = deferred_succeed(value_none());

    begin_test();
    deferred_add_callback(d, note_and_wait, NULL);
    timeout_add(d, reactor, 10);
    deferred_deliver(d, note_result, NULL);
    reactor_advance(reactor, 10);
    CHECK_TEXT(notes, "none ETIMEDOUT");
    CHECK_INT(deferred_fire(&inner, value_none()), 0);
    end_test();
}

static void says_how_long(void)
{
    Deferred *d = deferred_new(), *firing_end = d;
    Value result;

    begin_test();
    timeout_add(d, reactor, 2.5);
    reactor_advance(reactor, 2.5);
    CHECK(deferred_take(d, &result));
    CHECK_TEXT(as_failure(result)->message, "no result within 2.5 seconds");
    value_free(result);
    deferred_fire(&firing_end, value_none());
    end_test();
}

static void fires_after_the_reactor(void)
{
    Deferred *d = deferred_new(), *firing_end = d;
    Value result;

    reactor = reactor_new_fake();
    timeout_add(d, reactor, 1);
    reactor_free(reactor);
    deferred_fire(&firing_end, value_int(7));
    CHECK(deferred_take(d, &result));
    CHECK_INT(as_int(result), 7);
}

static const UnitTest tests[] = {
    {"callbacks added after the time-out run (rule 5)", chain_goes_on},
    {"a result in time removes the time-out (rule 43)", success_in_time},
    {"a failure in time removes the time-out (rule 43)", failure_in_time},
    {"a Deferred that takes too long fails with UV_ETIMEDOUT (rule 42)",
     timed_out},
    {"the failure tells how long we waited (rule 42)", says_how_long},
    {"a function of your own gives the result when the time is up (rule 45)",
     timed_out_custom},
    {"the cancel function's result counts after the time-out (rule 44)",
     canceler_succeeds},
    {"the cancel function's failure counts after the time-out (rule 44)",
     canceler_fails},
    {"a function of your own replaces the cancel function's failure (rule 45)",
     canceler_fails_custom},
    {"a cancel before the time-out stays UV_ECANCELED (rule 46)",
     cancel_in_time},
    {"an errback before the time-out sees UV_ECANCELED (rule 47)",
     errback_before},
    {"an errback before the time-out may handle the failure (rule 47)",
     errback_before_handles},
    {"an errback may pass the failure on to a function of your own (rule 47)",
     errback_before_custom},
    {"a function of your own gets the result of an errback (rule 47)",
     errback_before_handles_custom},
    {"a callback before the time-out sees the cancel function's result (rule "
     "44)",
     callback_before},
    {"a function of your own is called after that callback (rule 45)",
     callback_before_custom},
    {"a time-out of a Deferred that has fired leaves no timer (rule 43)",
     fired_already},
    {"a time-out covers a Deferred that the first one waits for (rule 43)",
     waiting_when_it_is_added},
    {"a Deferred may fire after the reactor is freed",
     fires_after_the_reactor},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
