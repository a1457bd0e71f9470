/* LoopingCall: you cancel its Deferred, at awkward moments too. */
#include "looping_call_setup.h"

static void canceled_between_calls(void)
{
    Deferred *d;

    begin_test();
    d = looping_call_start(loop, 1, true);
    deferred_cancel(d);
    deferred_deliver(d, note_end, NULL);
    CHECK(!looping_call_running(loop));
    CHECK_INT(reactor_calls(reactor), 0);
    CHECK_TEXT(notes, "call@0 ECANCELED");
    start_loop(1, true);
    CHECK_TEXT(notes, "call@0 ECANCELED call@0");
    end_test();
}

static void note_cancel(void *unused)
{
    note("cancel");
    deferred_fire(&body, value_failure(UV_ECANCELED, "canceled"));
}

static void canceled_while_body_waits(void)
{
    Deferred *d;

    begin_test();
    wait_at = 1;
    d = looping_call_start(loop, 1, true);
    deferred_on_cancel(body, note_cancel, NULL);
    deferred_cancel(d);
    deferred_deliver(d, note_end, NULL);
    CHECK_TEXT(notes, "call@0 cancel ECANCELED");
    CHECK(!looping_call_running(loop));
    end_test();
}

static void note_cancel_only(void *unused)
{
    note("cancel");
}

static void canceled_but_body_goes_on(void)
{
    Deferred *d;

    begin_test();
    wait_at = 1;
    d = looping_call_start(loop, 1, true);
    deferred_on_cancel_later(body, note_cancel_only, NULL);
    deferred_cancel(d);
    deferred_deliver(d, note_end, NULL);
    CHECK_TEXT(notes, "call@0 cancel ECANCELED");
    start_loop(1, true);
    CHECK_TEXT(notes, "call@0 cancel ECANCELED EBUSY");
    deferred_fire(&body, value_none());
    CHECK_TEXT(notes, "call@0 cancel ECANCELED EBUSY");
    end_test();
}

static Deferred *started;

static Value cancel_inside(Value none, void *unused)
{
    note("call");
    if (started)
        deferred_cancel(started);
    return value_none();
}

static void canceled_inside(void)
{
    reactor = reactor_new_fake();
    loop = looping_call_new(reactor, cancel_inside, NULL);
    started = looping_call_start(loop, 1, true);
    reactor_advance(reactor, 1);
    deferred_deliver(started, note_end, NULL);
    CHECK_TEXT(notes, "call call ECANCELED");
    CHECK_INT(reactor_calls(reactor), 0);
    end_test();
}

static Value free_and_cancel_inside(Value none, void *unused)
{
    note("call");
    free_loop();
    deferred_cancel(started);
    return value_none();
}

static void freed_and_canceled_inside(void)
{
    reactor = reactor_new_fake();
    loop = looping_call_new(reactor, free_and_cancel_inside, NULL);
    started = looping_call_start(loop, 1, false);
    reactor_advance(reactor, 1);
    deferred_deliver(started, note_end, NULL);
    CHECK_TEXT(notes, "call ECANCELED");
    reactor_free(reactor);
}

static void freed_and_canceled_while_body_waits(void)
{
    Deferred *d;

    begin_test();
    wait_at = 1;
    d = looping_call_start(loop, 1, true);
    deferred_on_cancel(body, note_cancel, NULL);
    free_loop();
    deferred_cancel(d);
    deferred_deliver(d, note_end, NULL);
    CHECK_TEXT(notes, "call@0 cancel ECANCELED");
    reactor_free(reactor);
}

static const UnitTest tests[] = {
    {"a cancel between calls stops the loop (rule 39)",
     canceled_between_calls},
    {"a cancel reaches the Deferred that the body waits for (rule 39)",
     canceled_while_body_waits},
    {"a body that goes on after the cancel changes nothing more (rule 39)",
     canceled_but_body_goes_on},
    {"a cancel inside the body stops the loop (rule 39)", canceled_inside},
    {"a loop can be freed and canceled inside its body",
     freed_and_canceled_inside},
    {"a loop can be freed and canceled while its body waits",
     freed_and_canceled_while_body_waits},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
