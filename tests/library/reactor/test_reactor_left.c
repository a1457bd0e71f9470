/* reactor_has_more_than() counts all that could still call back. */
#include "nothing_left.h"
#include "reactor_inside.h"

static Reactor *reactor;

static void do_nothing(void *unused)
{
}

static void calls_in(Reactor *one)
{
    CHECK(!reactor_has_more_than(one, 0));
    reactor_call_later(one, 0, do_nothing, NULL);
    reactor_call_later(one, 0, do_nothing, NULL);
    CHECK(reactor_has_more_than(one, 1));
    CHECK(!reactor_has_more_than(one, 2));
    reactor_free(one);
}

static void calls(void)
{
    calls_in(reactor_new());
    calls_in(reactor_new_fake());
}

static void ask(void *answer)
{
    *(bool *)answer = reactor_has_more_than(reactor, 1);
}

/* While the reactor runs, its alarm is set, and must not count. */
static void calls_while_it_runs(void)
{
    bool answer = true;

    reactor = reactor_new();
    reactor_call_later(reactor, 0, ask, &answer);
    reactor_call_later(reactor, 0.001, do_nothing, NULL);
    reactor_run(reactor);
    CHECK(!answer);
    reactor_free(reactor);
}

static void never(uv_timer_t *timer)
{
}

static void handles(void)
{
    uv_timer_t timer;
    uv_handle_t *handle = (uv_handle_t *)&timer;

    reactor = reactor_new();
    uv_timer_init(reactor_loop(reactor), &timer);
    CHECK(!reactor_has_more_than(reactor, 0));
    uv_timer_start(&timer, never, 1000, 0);
    CHECK(reactor_has_more_than(reactor, 0));
    uv_unref(handle);
    CHECK(!reactor_has_more_than(reactor, 0));
    uv_close(handle, NULL);
    CHECK(reactor_has_more_than(reactor, 0));
    reactor_free(reactor);
}

static void work(uv_work_t *unused)
{
}

static void worked(uv_work_t *unused, int status)
{
}

static void threads(void)
{
    uv_work_t request;

    reactor = reactor_new();
    uv_queue_work(reactor_loop(reactor), &request, work, worked);
    CHECK(reactor_has_more_than(reactor, 0));
    reactor_run(reactor);
    CHECK(!reactor_has_more_than(reactor, 0));
    reactor_call_from_thread(reactor, do_nothing, NULL);
    CHECK(reactor_has_more_than(reactor, 0));
    reactor_free(reactor);
}

static const UnitTest tests[] = {
    {"calls to come are counted", calls},
    {"calls are counted while the reactor runs, too", calls_while_it_runs},
    {"a handle counts while it keeps the loop running, or closes", handles},
    {"work on a thread counts, and so do calls from a thread", threads},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
