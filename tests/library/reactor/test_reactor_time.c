/* The real clock: never early, never at once, never starving others. */
#include "delayed_call.h"

#include "event_notes.h"
#include "nothing_left.h"

#include <sys/socket.h>

static Reactor *reactor;

static void later(double seconds, const char *text)
{
    reactor_call_later(reactor, seconds, note_text, (void *)text);
}

static void clock_goes_on(void)
{
    double now, before;

    reactor = reactor_new();
    before = now = reactor_seconds(reactor);
    for (int i = 0; i < 100000; i++) {
        CHECK(now >= before);
        before = now;
        now = reactor_seconds(reactor);
    }
    for (before = now; now == before;)
        now = reactor_seconds(reactor);
    reactor_free(reactor);
}

enum { MANY = 5000 };

static double due[MANY];
static double latest;
static unsigned calls;

static void check_time(void *arg)
{
    double lateness = reactor_seconds(reactor) - *(double *)arg;

    CHECK(lateness >= 0);
    latest = fmax(latest, lateness);
    calls++;
}

static void never_early(void)
{
    reactor = reactor_new();
    srand(1);
    for (int i = 0; i < MANY; i++) {
        double seconds = 0.3 * rand() / RAND_MAX;

        due[i] = reactor_seconds(reactor) + seconds;
        reactor_call_later(reactor, seconds, check_time, &due[i]);
    }
    reactor_run(reactor);
    CHECK_INT(calls, MANY);
    reactor_free(reactor);
}

static void time_of_a_call(void)
{
    DelayedCall call;
    double before, after, when;

    reactor = reactor_new();
    before = reactor_seconds(reactor);
    call = reactor_call_later(reactor, 10, note_text, "-");
    after = reactor_seconds(reactor);
    when = delayed_call_time(reactor, call);
    CHECK(when >= before + 10 && when <= after + 10);
    CHECK_INT(delayed_call_reset(reactor, call, 1), 0);
    CHECK(delayed_call_time(reactor, call) < when);
    CHECK_INT(delayed_call_cancel(reactor, call), 0);
    reactor_run(reactor);
    reactor_free(reactor);
}

static uv_prepare_t turn_counter;
static unsigned turns;

static void count_turn(uv_prepare_t *unused)
{
    turns++;
}

static void end_count(void *unused)
{
    uv_close((uv_handle_t *)&turn_counter, NULL);
}

static void count_down(void *unused)
{
    static unsigned last_turn;
    static int left = 10;

    CHECK(turns > last_turn);
    last_turn = turns;
    reactor_call_later(reactor, 0, left-- > 0 ? count_down : end_count, NULL);
    CHECK_INT(turns, last_turn);
}

static void each_in_a_later_turn(void)
{
    reactor = reactor_new();
    uv_prepare_init(reactor_loop(reactor), &turn_counter);
    uv_prepare_start(&turn_counter, count_turn);
    reactor_call_later(reactor, 0, count_down, NULL);
    CHECK_INT(turns, 0);
    reactor_run(reactor);
    CHECK(turns >= 12);
    reactor_free(reactor);
}

static int ends[2];
static uv_poll_t handle;
static bool was_read;

static void again_until_read(void *unused)
{
    if (++calls == 100)
        CHECK_INT(write(ends[1], "x", 1), 1);
    if (!was_read)
        reactor_call_later(reactor, 0, again_until_read, NULL);
}

static void read_it(uv_poll_t *unused, int status, int events)
{
    was_read = true;
    uv_close((uv_handle_t *)&handle, NULL);
}

static void nothing_starves(void)
{
    reactor = reactor_new();
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    uv_poll_init(reactor_loop(reactor), &handle, ends[0]);
    uv_poll_start(&handle, UV_READABLE, read_it);
    reactor_call_later(reactor, 0, again_until_read, NULL);
    reactor_run(reactor);
    CHECK(was_read);
    close(ends[0]);
    close(ends[1]);
    reactor_free(reactor);
}

static void again_100_times(uv_timer_t *timer)
{
    if (++calls == 100)
        uv_close((uv_handle_t *)timer, NULL);
    else
        uv_timer_start(timer, again_100_times, 0, 0);
}

/* Calls go on, even if a timer starves the loop itself for a while. */
static void foreign_timers(void)
{
    uv_timer_t timer;

    reactor = reactor_new();
    uv_timer_init(reactor_loop(reactor), &timer);
    uv_timer_start(&timer, again_100_times, 0, 0);
    later(0, "called");
    reactor_run(reactor);
    CHECK_TEXT(notes, "called");
    reactor_free(reactor);
}

static void reset_to_0(void *call)
{
    note("first");
    delayed_call_reset(reactor, *(DelayedCall *)call, 0);
}

static void earlier_than_planned(void)
{
    DelayedCall call;

    reactor = reactor_new();
    call = reactor_call_later(reactor, 60, note_text, "second");
    reactor_call_later(reactor, 0, reset_to_0, &call);
    reactor_run(reactor);
    CHECK_TEXT(notes, "first second");
    reactor_free(reactor);
}

static void stop_reactor(void *unused)
{
    reactor_stop(reactor);
}

static void stop_soon(uv_poll_t *unused, int status, int events)
{
    uv_close((uv_handle_t *)&handle, NULL);
    reactor_call_later(reactor, 0.001, stop_reactor, NULL);
}

static void earlier_than_the_sleep(void)
{
    reactor = reactor_new();
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    uv_poll_init(reactor_loop(reactor), &handle, ends[0]);
    uv_poll_start(&handle, UV_READABLE, stop_soon);
    CHECK_INT(write(ends[1], "x", 1), 1);
    later(50, "too late");
    reactor_run(reactor);
    CHECK_TEXT(notes, "");
    close(ends[0]);
    close(ends[1]);
    reactor_free(reactor);
}

static void far_future(void)
{
    reactor = reactor_new();
    later(1e300, "never");
    later(1e10, "never");
    reactor_call_later(reactor, 0.001, stop_reactor, NULL);
    reactor_run(reactor);
    CHECK_TEXT(notes, "");
    reactor_free(reactor);
}

/* Each sleep is one turn; a loop that spins makes thousands. */
static void sleeps(void)
{
    reactor = reactor_new();
    uv_prepare_init(reactor_loop(reactor), &turn_counter);
    uv_prepare_start(&turn_counter, count_turn);
    reactor_call_later(reactor, 0.1, end_count, NULL);
    reactor_call_later(reactor, 0.1001, stop_reactor, NULL);
    later(1e10, "never");
    reactor_run(reactor);
    CHECK(turns <= 10);
    reactor_free(reactor);
}

static void cancel_it(void *call)
{
    CHECK_INT(delayed_call_cancel(reactor, *(DelayedCall *)call), 0);
    note("canceled");
}

static void canceled_by_a_call(void)
{
    DelayedCall call;

    reactor = reactor_new();
    reactor_call_later(reactor, 0, cancel_it, &call);
    call = reactor_call_later(reactor, 0, note_text, "never");
    reactor_run(reactor);
    CHECK_TEXT(notes, "canceled");
    reactor_free(reactor);
}

static uv_poll_t second;
static int others[2];

static void note_arrival(uv_poll_t *poll, int status, int events)
{
    uv_close((uv_handle_t *)poll, NULL);
    note("arrives");
}

/* Stops the program, as a debugger or Ctrl-Z would. Meanwhile the time of the
   call comes, and data arrives: the data goes first, as if it came in time. */
static void stand_still(uv_poll_t *poll, int status, int events)
{
    uv_close((uv_handle_t *)poll, NULL);
    CHECK_INT(write(others[1], "x", 1), 1);
    usleep(200000);
    note("blocks");
}

static void arrivals_first(void)
{
    reactor = reactor_new();
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, others), 0);
    uv_poll_init(reactor_loop(reactor), &handle, ends[0]);
    uv_poll_init(reactor_loop(reactor), &second, others[0]);
    uv_poll_start(&handle, UV_READABLE, stand_still);
    uv_poll_start(&second, UV_READABLE, note_arrival);
    CHECK_INT(write(ends[1], "x", 1), 1);
    later(0.05, "time is up");
    reactor_run(reactor);
    CHECK_TEXT(notes, "blocks arrives time is up");
    for (int i = 0; i < 2; i++) {
        close(ends[i]);
        close(others[i]);
    }
    reactor_free(reactor);
}

static const UnitTest tests[] = {
    {"the clock never goes back, and each call reads it anew", clock_goes_on},
    {"5,000 calls in 0.3 s: each runs, none is early", never_early},
    {"the time of a call is on the reactor's clock (rule 79)", time_of_a_call},
    {"a call in 0 seconds runs in a later turn (rule 80)",
     each_in_a_later_turn},
    {"a call that repeats in 0 seconds lets other handles run (rule 90)",
     nothing_starves},
    {"a libuv timer of 0 ms lets the calls run (rule 90)", foreign_timers},
    {"a call that is reset earlier wakes the loop (rule 79)",
     earlier_than_planned},
    {"a call made while the loop sleeps for a later one is on time (rule 79)",
     earlier_than_the_sleep},
    {"a call in more seconds than the loop can count just waits", far_future},
    {"the loop sleeps until the next call and does not spin", sleeps},
    {"a call can cancel another one of the same turn (rule 79)",
     canceled_by_a_call},
    {"data that arrived while the program was stopped comes before the "
     "time-outs",
     arrivals_first},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
