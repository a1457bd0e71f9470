/* A trace tells when a loop sleeps, which calls are the library's own, and
   when coroutines and threads run. */
#include "coroutine.h"
#include "defer_later.h"
#include "reactor_inside.h"
#include "threads.h"

#include "trace_reader.h"

static Reactor *reactor;

static void nothing(void *unused)
{
}

static void sleep_and_keep_house(void)
{
    reactor = reactor_new();
    reactor_keep_house(reactor, 0.02, nothing, NULL);
    reactor_call_later(reactor, 0.04, nothing, NULL);
    reactor_run(reactor);
    reactor_free(reactor);
}

static double time_of(const json_t *event)
{
    return json_number_value(json_object_get(event, "ts"));
}

/* Joins each B with the next E: the slices here do not nest. */
static void asleep_and_awake(void)
{
    double asleep = 0, before = 0;
    const json_t *begin, *end;

    CHECK_INT(record(sleep_and_keep_house), 0);
    for (size_t i = 0; (begin = nth("B", i)); i++) {
        end = nth("E", i);
        CHECK(time_of(begin) >= before && time_of(end) >= time_of(begin));
        before = time_of(end);
        CHECK_TEXT(text_of(end, "name"), text_of(begin, "name"));
        if (strcmp(text_of(begin, "name"), "asleep") == 0)
            asleep += time_of(end) - time_of(begin);
    }
    CHECK(asleep > 0);
    CHECK(asleep <= before);
}

static size_t slices_named(const char *what)
{
    size_t found = 0;
    const json_t *begin;

    for (size_t i = 0; (begin = nth("B", i)); i++)
        found += strcmp(text_of(begin, "name"), what) == 0;
    return found;
}

static void housekeeping(void)
{
    CHECK_INT(record(sleep_and_keep_house), 0);
    CHECK_INT(slices_named("housekeeping"), 1);
    CHECK_INT(slices_named("delayed call"), 1);
}

static Value two_waits(void *unused)
{
    await(defer_later(reactor, 0.001, NULL, NULL));
    await(defer_later(reactor, 0.001, NULL, NULL));
    return value_none();
}

static void run_a_coroutine(void)
{
    reactor = reactor_new();
    deferred_ignore(async(two_waits, NULL));
    reactor_run(reactor);
    reactor_free(reactor);
}

static void coroutines(void)
{
    CHECK_INT(record(run_a_coroutine), 0);
    CHECK_INT(slices_named("coroutine"), 3);
    CHECK_INT(count("B"), count("E"));
}

static Value work(Value arg)
{
    return value_failure(UV_EIO, "it fails");
}

static Value forgive(Value failure, void *unused)
{
    return value_none();
}

static void run_a_job(void)
{
    Deferred *d;

    reactor = reactor_new();
    d = defer_to_thread(reactor, work, value_none());
    deferred_add_errback(d, forgive, NULL);
    deferred_ignore(d);
    reactor_run(reactor);
    reactor_free(reactor);
}

static void jobs(void)
{
    const json_t *queued, *running, *slice;

    CHECK_INT(record(run_a_job), 0);
    CHECK_INT(count("b"), 2);
    CHECK_INT(count("e"), 2);
    queued = nth("b", 0);
    running = nth("b", 1);
    CHECK_TEXT(text_of(args_of(queued), "kind"), "queued");
    CHECK_TEXT(text_of(args_of(running), "kind"), "thread");
    CHECK(time_of(nth("e", 0)) <= time_of(running));
    CHECK_TEXT(text_of(args_of(nth("e", 0)), "outcome"), "");
    CHECK_TEXT(text_of(args_of(nth("e", 1)), "outcome"), "failed");
    CHECK(number_of(running, "tid") != 1);
    CHECK_INT(slices_named("thread function"), 1);
    slice = nth("B", 0);
    for (size_t i = 0; strcmp(text_of(slice, "name"), "thread function"); i++)
        slice = nth("B", i);
    CHECK_INT(number_of(slice, "tid"), number_of(running, "tid"));
}

static Deferred *crowd[9];

/* Four threads work and five jobs wait: we cancel the last in the queue. */
static Value wait_long(Value arg)
{
    usleep(20000);
    return value_none();
}

static void run_a_crowd(void)
{
    reactor = reactor_new();
    for (size_t i = 0; i < COUNT(crowd); i++)
        crowd[i] = defer_to_thread(reactor, wait_long, value_none());
    deferred_cancel(crowd[COUNT(crowd) - 1]);
    for (size_t i = 0; i < COUNT(crowd); i++) {
        deferred_add_errback(crowd[i], forgive, NULL);
        deferred_ignore(crowd[i]);
    }
    reactor_run(reactor);
    reactor_free(reactor);
}

static void a_job_that_never_runs(void)
{
    size_t running = 0, canceled = 0;

    CHECK_INT(record(run_a_crowd), 0);
    for (size_t i = 0; i < count("b"); i++)
        running +=
            strcmp(text_of(args_of(nth("b", i)), "kind"), "thread") == 0;
    for (size_t i = 0; i < count("e"); i++)
        canceled +=
            strcmp(text_of(args_of(nth("e", i)), "outcome"), "canceled") == 0;
    CHECK_INT(running, COUNT(crowd) - 1);
    CHECK_INT(canceled, 1);
    CHECK_INT(count("b"), count("e"));
}

static const UnitTest tests[] = {
    {"the loop says when it sleeps, and when it is awake", asleep_and_awake},
    {"the library's own calls are housekeeping", housekeeping},
    {"a coroutine has a slice from each resume to the next wait", coroutines},
    {"a job waits for a thread in one lane, and runs in another", jobs},
    {"a job that is canceled in the queue never runs", a_job_that_never_runs},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
