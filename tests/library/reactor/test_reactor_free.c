/* The reactor: how it is made and freed, and when that stops the program. */
#include "reactor.h"

#include "event_notes.h"
#include "nothing_left.h"

#include <sys/resource.h>

static Reactor *reactor;

static void run_it(void *unused)
{
    reactor_run(reactor);
}

static void free_it(void *unused)
{
    reactor_free(reactor);
}

static void run_calling(void *fn)
{
    reactor_call_later(reactor, 0, (void (*)(void *))fn, NULL);
    reactor_run(reactor);
}

static void advance_it(void *unused)
{
    reactor_advance(reactor, 1);
}

static void misuse(void)
{
    reactor = reactor_new();
    CHECK_DIES(run_calling, run_it, "reactor_run: the reactor runs already");
    CHECK_DIES(run_calling, free_it, "reactor_free: the reactor runs");
    CHECK_DIES(advance_it, NULL, "the clock of this reactor is real");
    reactor_free(reactor);
}

static void open_more(uv_handle_t *handle)
{
    static uv_idle_t another;

    uv_idle_init(reactor_loop(reactor), &another);
}

static void open_handle(void *unused)
{
    static uv_tcp_t tcp;

    uv_tcp_init(reactor_loop(reactor), &tcp);
    reactor_free(reactor);
}

static void open_handle_at_the_end(void *unused)
{
    static uv_tcp_t tcp;

    uv_tcp_init(reactor_loop(reactor), &tcp);
    uv_close((uv_handle_t *)&tcp, open_more);
    reactor_free(reactor);
}

static void foreign_handles(void)
{
    reactor = reactor_new();
    CHECK_DIES(open_handle, NULL, "a handle is still open: tcp");
    CHECK_DIES(open_handle_at_the_end, NULL, "a handle is still open: idle");
    reactor_free(reactor);
}

static void work(uv_work_t *request)
{
    usleep(1000);
}

static void after_work(uv_work_t *request, int status)
{
    note("worked");
}

static void work_under_way(void)
{
    uv_work_t request;

    reactor = reactor_new();
    uv_queue_work(reactor_loop(reactor), &request, work, after_work);
    reactor_free(reactor);
    CHECK_TEXT(notes, "worked");
}

static void reports_failures(void)
{
    Deferred *d = deferred_fail(value_failure(UV_EIO, "not delivered"));

    reactor = reactor_new();
    CHECK_CONTAINS(unit_stderr_of(free_it, NULL), "EIO, not delivered");
    unhandled_expected = 1;
    deferred_ignore(d);
}

static void limit_descriptors(void *more)
{
    int lowest = dup(0);
    rlim_t limit = (rlim_t)lowest + (rlim_t)(intptr_t)more;

    close(lowest);
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){limit, limit});
    reactor_free(reactor_new());
}

/* libuv aborts if it cannot open a descriptor that it needs. However few
   are left, reactor_new() must exit first. */
static void no_descriptors(void)
{
    for (intptr_t left = 0; left < 16; left++)
        CHECK_DIES(limit_descriptors, (void *)left,
                   "cannot make a reactor: EMFILE, too many open files");
    CHECK_TEXT(unit_stderr_of(limit_descriptors, (void *)32), "");
}

static const UnitTest tests[] = {
    {"running or freeing a reactor that runs stops the program", misuse},
    {"freeing a reactor with an open handle stops the program",
     foreign_handles},
    {"freeing a reactor waits for the work on libuv's threads",
     work_under_way},
    {"freeing a reactor reports the failures that were never delivered",
     reports_failures},
    {"reactor_new() exits with a sentence if too few descriptors are left",
     no_descriptors},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
