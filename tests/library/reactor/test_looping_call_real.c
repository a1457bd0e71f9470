/* LoopingCall on the real clock. */
#include "looping_call.h"

#include "nothing_left.h"

#include <sys/socket.h>

static Reactor *reactor;
static LoopingCall *loop;
static uv_prepare_t turn_counter;
static unsigned turns, last_turn, calls;
static int ends[2];
static uv_poll_t handle;

static void begin_test(Callback *body)
{
    reactor = reactor_new();
    loop = looping_call_new(reactor, body, NULL);
}

static void end_test(void)
{
    looping_call_free(loop);
    reactor_free(reactor);
}

static void count_turn(uv_prepare_t *unused)
{
    turns++;
}

static Value once_a_turn(Value none, void *unused)
{
    if (++calls > 1)
        CHECK(turns > last_turn);
    last_turn = turns;
    if (calls == 6) {
        looping_call_stop(loop);
        uv_close((uv_handle_t *)&turn_counter, NULL);
    }
    return value_none();
}

static void every_turn(void)
{
    begin_test(once_a_turn);
    uv_prepare_init(reactor_loop(reactor), &turn_counter);
    uv_prepare_start(&turn_counter, count_turn);
    deferred_ignore(looping_call_start(loop, 0, true));
    CHECK_INT(calls, 1);
    reactor_run(reactor);
    CHECK_INT(calls, 6);
    end_test();
}

static void read_it(uv_poll_t *unused, int status, int events)
{
    looping_call_stop(loop);
    uv_close((uv_handle_t *)&handle, NULL);
}

static Value write_at_100(Value none, void *unused)
{
    if (++calls == 100)
        CHECK_INT(write(ends[1], "x", 1), 1);
    return value_none();
}

static void starves_nothing(void)
{
    begin_test(write_at_100);
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    uv_poll_init(reactor_loop(reactor), &handle, ends[0]);
    uv_poll_start(&handle, UV_READABLE, read_it);
    deferred_ignore(looping_call_start(loop, 0, true));
    reactor_run(reactor);
    CHECK(calls >= 100);
    close(ends[0]);
    close(ends[1]);
    end_test();
}

static double start_time;
static int64_t intervals;

/* A call may be late, but all the intervals in its count have passed. */
static Value check_count(Value count, void *interval)
{
    double passed = reactor_seconds(reactor) - start_time;

    intervals += as_int(count);
    CHECK(passed >= (double)intervals * *(double *)interval);
    if (++calls == 20)
        looping_call_stop(loop);
    return value_none();
}

static void keeps_count(void)
{
    double interval = 0.002;

    reactor = reactor_new();
    loop = looping_call_new_counting(reactor, check_count, &interval);
    start_time = reactor_seconds(reactor);
    deferred_ignore(looping_call_start(loop, interval, false));
    reactor_run(reactor);
    CHECK_INT(calls, 20);
    end_test();
}

static const UnitTest tests[] = {
    {"a loop of interval 0 calls once in each turn of the reactor (rule 90)",
     every_turn},
    {"a loop of interval 0 lets other handles run (rule 90)", starves_nothing},
    {"no interval is counted before it has passed (rule 83)", keeps_count},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
