/* Work on other threads, and calls from there. */
#include "threads_setup.h"

enum { POOL = 4 }; /* libuv's threads */

static Value add_one(Value number)
{
    CHECK(!is_here());
    return value_textf("%d", (int)as_int(number) + 1);
}

static void result(void)
{
    start_reactor();
    CHECK_TEXT(
        as_text(wait_for(defer_to_thread(reactor, add_one, value_int(7)))),
        "8");
    reactor_free(reactor);
}

static Value fail(Value unused)
{
    return value_failure(UV_EIO, "no luck");
}

static void failure(void)
{
    start_reactor();
    CHECK_INT(failure_of(defer_to_thread(reactor, fail, value_none())),
              UV_EIO);
    reactor_free(reactor);
}

static Value fail_after(Value result, void *unused)
{
    return value_failure(UV_ERANGE, "too late");
}

static void failure_after_success(void)
{
    Deferred *d;

    start_reactor();
    d = defer_to_thread(reactor, add_one, value_int(7));
    deferred_add_callback(d, fail_after, NULL);
    CHECK_INT(failure_of(d), UV_ERANGE);
    reactor_free(reactor);
}

static Value same(Value arg)
{
    return arg;
}

static void argument_is_result(void)
{
    start_reactor();
    CHECK_TEXT(
        as_text(wait_for(defer_to_thread(reactor, same, value_text("it")))),
        "it");
    reactor_free(reactor);
}

static Value keep_some(Value text)
{
    Value twice = keep(value_textf("%s%s", as_text(text), as_text(text)));

    return value_textf("%s.", as_text(twice));
}

static void thread_keeps(void)
{
    start_reactor();
    CHECK_TEXT(as_text(wait_for(
                   defer_to_thread(reactor, keep_some, value_text("ab")))),
               "abab.");
    reactor_free(reactor);
}

/* Waits until the test lets it go. */
static Value wait_here(Value arg)
{
    sem_post(&begun);
    sem_wait(&leave);
    return value_textf("%s", as_text(arg));
}

static void count_one(void *count)
{
    ++*(int *)count;
}

static void reactor_goes_on(void)
{
    Deferred *d;
    int calls = 0;

    start_reactor();
    d = defer_to_thread(reactor, wait_here, value_text("done"));
    reactor_call_later(reactor, 0, count_one, &calls);
    while (calls == 0)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
    sem_post(&leave);
    CHECK_TEXT(as_text(wait_for(d)), "done");
    reactor_free(reactor);
}

/* All threads of the pool work at the same time: each function says that it
   has begun, and we let none leave before. */
static void at_the_same_time(void)
{
    Deferred *d[POOL];

    start_reactor();
    for (int i = 0; i < POOL; i++)
        d[i] = defer_to_thread(reactor, wait_here, value_text("x"));
    for (int i = 0; i < POOL; i++)
        sem_wait(&begun);
    for (int i = 0; i < POOL; i++)
        sem_post(&leave);
    for (int i = 0; i < POOL; i++)
        wait_for(d[i]);
    reactor_free(reactor);
}

/* The fifth begins when another one has ended. */
static void one_too_many(void)
{
    Deferred *d[POOL + 1];
    int waiting;

    start_reactor();
    for (int i = 0; i <= POOL; i++)
        d[i] = defer_to_thread(reactor, wait_here, value_text("x"));
    for (int i = 0; i < POOL; i++)
        sem_wait(&begun);
    sem_getvalue(&begun, &waiting);
    CHECK_INT(waiting, 0);
    sem_post(&leave);
    sem_wait(&begun);
    for (int i = 0; i < POOL; i++)
        sem_post(&leave);
    for (int i = 0; i <= POOL; i++)
        wait_for(d[i]);
    reactor_free(reactor);
}

static void canceled(void)
{
    Deferred *d;

    start_reactor();
    d = defer_to_thread(reactor, wait_here, value_text("late"));
    sem_wait(&begun);
    deferred_cancel(d);
    CHECK_INT(failure_of(d), UV_ECANCELED);
    sem_post(&leave);
    reactor_free(reactor);
}

static Value count_run(Value arg)
{
    sem_post(&begun);
    return value_none();
}

static void canceled_in_the_queue(void)
{
    Deferred *d[POOL], *last;

    start_reactor();
    for (int i = 0; i < POOL; i++)
        d[i] = defer_to_thread(reactor, wait_here, value_text("x"));
    for (int i = 0; i < POOL; i++)
        sem_wait(&begun);
    last = defer_to_thread(reactor, count_run, value_none());
    deferred_cancel(last);
    CHECK_INT(failure_of(last), UV_ECANCELED);
    for (int i = 0; i < POOL; i++)
        sem_post(&leave);
    for (int i = 0; i < POOL; i++)
        wait_for(d[i]);
    reactor_free(reactor);
    CHECK(sem_trywait(&begun) != 0);
}

static bool thread_ended;

static Value wait_and_end(Value arg)
{
    sem_post(&begun);
    sem_wait(&leave);
    thread_ended = true;
    return value_none();
}

static void *let_go(void *unused)
{
    sem_post(&leave);
    return NULL;
}

/* reactor_free() returns when the thread has ended. */
static void reactor_ends(void)
{
    pthread_t helper;

    start_reactor();
    deferred_deliver(defer_to_thread(reactor, wait_and_end, value_none()),
                     note_outcome, NULL);
    sem_wait(&begun);
    pthread_create(&helper, NULL, let_go, NULL);
    reactor_free(reactor);
    CHECK(thread_ended);
    CHECK_TEXT(notes, "ECANCELED");
    pthread_join(helper, NULL);
}

static Value once_more(Value result, void *unused)
{
    note("again");
    return value_deferred(defer_to_thread(reactor, same, value_none()));
}

static void work_after_the_end(void)
{
    Deferred *d;

    start_reactor();
    d = defer_to_thread(reactor, wait_here, value_text("x"));
    deferred_add_errback(d, once_more, NULL);
    deferred_deliver(d, note_outcome, NULL);
    sem_post(&leave);
    reactor_free(reactor);
    CHECK_CONTAINS(notes, "again");
    CHECK_CONTAINS(notes, "ECANCELED");
}

static void many(void)
{
    enum { MANY = 1000 };
    static Deferred *d[MANY];
    int sum = 0;

    start_reactor();
    for (int i = 0; i < MANY; i++)
        d[i] = defer_to_thread(reactor, add_one, value_int(i));
    for (int i = 0; i < MANY; i++)
        sum += atoi(as_text(wait_for(d[i])));
    CHECK_INT(sum, MANY * (MANY + 1) / 2);
    reactor_free(reactor);
}

static void pool_size(void)
{
    enum { WANTED = 7 };
    Deferred *d[WANTED];

    start_reactor();
    CHECK_INT(threads_suggest_size(WANTED), 0);
    for (int i = 0; i < WANTED; i++)
        d[i] = defer_to_thread(reactor, wait_here, value_text("x"));
    for (int i = 0; i < WANTED; i++)
        sem_wait(&begun);
    CHECK_INT(threads_suggest_size(2), UV_EBUSY);
    for (int i = 0; i < WANTED; i++)
        sem_post(&leave);
    for (int i = 0; i < WANTED; i++)
        wait_for(d[i]);
    reactor_free(reactor);
}

static void leave_at_once(uv_work_t *work)
{
}

static void foreign_work(void)
{
    uv_work_t work;

    reactor = reactor_new();
    uv_queue_work(reactor_loop(reactor), &work, leave_at_once, NULL);
    CHECK_INT(threads_suggest_size(2), UV_EBUSY);
    reactor_run(reactor);
    reactor_free(reactor);
}

static void suggest(void *count)
{
    threads_suggest_size(*(unsigned *)count);
}

static void sizes_that_cannot_be(void)
{
    CHECK_DIES(suggest, &(unsigned){0},
               "threads_suggest_size: a pool has 1 to 1024 threads, not 0");
    CHECK_DIES(suggest, &(unsigned){1025}, "1 to 1024 threads, not 1025");
}

static const UnitTest tests[] = {
    {"the result of a thread comes to the reactor's thread (rule 93)", result},
    {"a failure of a thread makes the Deferred fail (rule 93)", failure},
    {"a callback of a thread's result may fail (rule 93)",
     failure_after_success},
    {"a function may return its argument", argument_is_result},
    {"a function can keep Values until it ends", thread_keeps},
    {"the reactor goes on while a thread waits", reactor_goes_on},
    {"four functions run at the same time", at_the_same_time},
    {"a fifth function waits for a thread", one_too_many},
    {"a cancel fires at once, and the late result is dropped (rule 93)",
     canceled},
    {"a function canceled in the queue never runs", canceled_in_the_queue},
    {"freeing the reactor cancels a job, and waits for its thread",
     reactor_ends},
    {"work that is begun while the reactor is freed is canceled, too",
     work_after_the_end},
    {"each of a thousand functions gives its own result", many},
    {"the size of the pool can be suggested before it works", pool_size},
    {"the size is refused if other code has given the pool work",
     foreign_work},
    {"a size of 0, or above 1024, stops the program", sizes_that_cannot_be},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
