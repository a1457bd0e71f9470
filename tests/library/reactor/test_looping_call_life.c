/* LoopingCall: you start it again, or free it, at awkward moments. */
#include "looping_call_setup.h"

static void starts_again(void)
{
    begin_test();
    start_loop(1, true);
    reactor_advance(reactor, 1);
    looping_call_stop(loop);
    reactor_advance(reactor, 5);
    start_loop(1, true);
    reactor_advance(reactor, 1);
    looping_call_stop(loop);
    CHECK_TEXT(notes, "call@0 call@1 stopped call@6 call@7 stopped");
    end_test();
}

static void starts_again_while_body_waits(void)
{
    begin_test();
    wait_at = 1;
    start_loop(1, true);
    looping_call_stop(loop);
    start_loop(1, true);
    CHECK_TEXT(notes, "call@0 EBUSY");
    CHECK(!looping_call_running(loop));
    deferred_fire(&body, value_none());
    CHECK_TEXT(notes, "call@0 EBUSY stopped");
    start_loop(1, false);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "call@0 EBUSY stopped call@1");
    end_test();
}

static void note_and_start(Value result, void *unused)
{
    note_end(result, NULL);
    calls = 0;
    start_loop(2, true);
}

static void starts_again_when_stopped(void)
{
    begin_test();
    wait_at = 1;
    deferred_deliver(looping_call_start(loop, 1, true), note_and_start, NULL);
    looping_call_stop(loop);
    deferred_fire(&body, value_none());
    CHECK_TEXT(notes, "call@0 stopped call@0");
    CHECK(looping_call_running(loop));
    deferred_fire(&body, value_none());
    reactor_advance(reactor, 2);
    CHECK_TEXT(notes, "call@0 stopped call@0 call@2");
    end_test();
}

static Value stop_and_start(Value none, void *unused)
{
    calls++;
    note("call@%g", reactor_seconds(reactor));
    if (calls == 1) {
        looping_call_stop(loop);
        start_loop(1, true);
    }
    return value_none();
}

static void starts_again_inside(void)
{
    reactor = reactor_new_fake();
    loop = looping_call_new(reactor, stop_and_start, NULL);
    start_loop(1, true);
    CHECK_TEXT(notes, "call@0 EBUSY stopped");
    end_test();
}

static void freed_before_it_starts(void)
{
    begin_test();
    end_test();
}

static void freed_between_calls(void)
{
    begin_test();
    start_loop(1, true);
    free_loop();
    CHECK_TEXT(notes, "call@0 stopped");
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_free(reactor);
}

static void freed_while_body_waits(void)
{
    begin_test();
    wait_at = 1;
    start_loop(1, true);
    free_loop();
    CHECK_TEXT(notes, "call@0");
    deferred_fire(&body, value_none());
    CHECK_TEXT(notes, "call@0 stopped");
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_free(reactor);
}

static void freed_after_a_stop_while_body_waits(void)
{
    begin_test();
    wait_at = 1;
    start_loop(1, true);
    looping_call_stop(loop);
    free_loop();
    deferred_fire(&body, value_none());
    CHECK_TEXT(notes, "call@0 stopped");
    reactor_free(reactor);
}

static Value free_inside(Value none, void *d)
{
    note("call");
    free_loop();
    return d ? value_deferred(d) : value_none();
}

static void freed_inside(void)
{
    reactor = reactor_new_fake();
    loop = looping_call_new(reactor, free_inside, NULL);
    start_loop(1, true);
    CHECK_TEXT(notes, "call stopped");
    CHECK_INT(reactor_calls(reactor), 0);
    reactor_free(reactor);
}

static void freed_inside_and_then_waits(void)
{
    Deferred *d = deferred_new();

    reactor = reactor_new_fake();
    loop = looping_call_new(reactor, free_inside, d);
    start_loop(1, false);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "call");
    deferred_fire(&d, value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "call EIO");
    reactor_free(reactor);
}

static void note_and_free(Value result, void *unused)
{
    note_end(result, NULL);
    free_loop();
}

static void freed_when_stopped(void)
{
    begin_test();
    stop_after = 2;
    deferred_deliver(looping_call_start(loop, 1, true), note_and_free, NULL);
    reactor_advance(reactor, 1);
    CHECK_TEXT(notes, "call@0 call@1 stopped");
    reactor_free(reactor);
}

static void canceled_after_the_reactor(void)
{
    Deferred *d;

    begin_test();
    d = looping_call_start(loop, 1, false);
    reactor_free(reactor);
    deferred_cancel(d);
    deferred_deliver(d, note_end, NULL);
    CHECK_TEXT(notes, "ECANCELED");
    free_loop();
}

static const UnitTest tests[] = {
    {"a stopped loop can be started again (rule 89)", starts_again},
    {"a loop cannot start while its old body still waits (rule A19)",
     starts_again_while_body_waits},
    {"a callback of the loop's Deferred may start the loop again (rule A19)",
     starts_again_when_stopped},
    {"a body cannot start its own loop again (rule A19)", starts_again_inside},
    {"a loop can be freed before it starts", freed_before_it_starts},
    {"a loop can be freed between calls", freed_between_calls},
    {"a loop can be freed while its body waits", freed_while_body_waits},
    {"a loop can be stopped and then freed while its body waits",
     freed_after_a_stop_while_body_waits},
    {"a loop can be freed inside its body", freed_inside},
    {"a loop can be freed inside a body that then waits and fails",
     freed_inside_and_then_waits},
    {"a callback of the loop's Deferred may free the loop",
     freed_when_stopped},
    {"a loop can be canceled and freed after the reactor is freed",
     canceled_after_the_reactor},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
