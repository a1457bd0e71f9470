/* Calls from a thread of the pool to the reactor's thread. */
#include "threads_setup.h"

#include "defer_later.h"

static Deferred
    *pending; /* the firing end of the Deferred that a call waits for */

static Value twice(Value none, void *number)
{
    CHECK(is_here());
    return value_int(2 * *(int *)number);
}

static Value call_twice(Value arg)
{
    int number = (int)as_int(arg);

    return value_int(as_int(blocking_call_from_thread(twice, &number)) + 1);
}

static void result(void)
{
    start_reactor();
    CHECK_INT(
        as_int(wait_for(defer_to_thread(reactor, call_twice, value_int(4)))),
        9);
    reactor_free(reactor);
}

static Value later(Value none, void *unused)
{
    return value_deferred(defer_later(reactor, 0.001, NULL, NULL));
}

static Value text(Value none, void *text)
{
    return value_text(text);
}

static Value call_later(Value arg)
{
    Value none = blocking_call_from_thread(later, NULL);

    CHECK_INT(none.kind, VALUE_NONE);
    return value_copy(blocking_call_from_thread(text, "then"));
}

static void deferred_result(void)
{
    start_reactor();
    CHECK_TEXT(
        as_text(wait_for(defer_to_thread(reactor, call_later, value_none()))),
        "then");
    reactor_free(reactor);
}

static Value fail(Value none, void *unused)
{
    return value_failure(UV_EIO, "no luck");
}

static Value fail_later(Value none, void *unused)
{
    Deferred *d = defer_later(reactor, 0.001, fail, NULL);

    return value_deferred(d);
}

static Value call_failing(Value fn)
{
    Callback *callback = as_int(fn) ? fail_later : fail;
    Value failure = blocking_call_from_thread(callback, NULL);

    return value_text(as_failure(failure)->message);
}

static void failures(void)
{
    start_reactor();
    for (int i = 0; i < 2; i++)
        CHECK_TEXT(as_text(wait_for(
                       defer_to_thread(reactor, call_failing, value_int(i)))),
                   "no luck");
    reactor_free(reactor);
}

static Value wait_pending(Value none, void *unused)
{
    pending = deferred_new();
    return value_deferred(pending);
}

static Value call_and_tell(Value arg)
{
    Value answer = blocking_call_from_thread(wait_pending, NULL), again;
    bool over = failed(answer);

    again = blocking_call_from_thread(wait_pending, NULL);
    if (over && failed(again))
        sem_post(&leave);
    return value_none();
}

static void run_until_it_waits(void)
{
    while (!pending)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
}

/* The call fails, and so does the next one; the thread ends. */
static void reactor_ends(void)
{
    start_reactor();
    deferred_deliver(defer_to_thread(reactor, call_and_tell, value_none()),
                     note_outcome, NULL);
    run_until_it_waits();
    reactor_free(reactor);
    CHECK_TEXT(notes, "ECANCELED");
    CHECK_INT(sem_trywait(&leave), 0);
    deferred_fire(&pending, value_none());
}

static Value stay(Value none, void *unused)
{
    pending = deferred_new();
    deferred_on_cancel_later(pending, note_text, "not now");
    return value_deferred(pending);
}

static Value call_stay(Value arg)
{
    Value answer = blocking_call_from_thread(stay, NULL);

    if (failed(answer))
        sem_post(&leave);
    return value_none();
}

/* The Deferred of the call goes on after the cancel: the thread leaves without
   its result. */
static void reactor_ends_first(void)
{
    start_reactor();
    deferred_deliver(defer_to_thread(reactor, call_stay, value_none()),
                     note_outcome, NULL);
    run_until_it_waits();
    reactor_free(reactor);
    CHECK_TEXT(notes, "not now ECANCELED");
    CHECK_INT(sem_trywait(&leave), 0);
    deferred_fire(&pending, value_text("too late"));
}

static Value call_twice_when_told(Value arg)
{
    int number = 4;

    sem_post(&begun);
    sem_wait(&leave);
    if (failed(blocking_call_from_thread(twice, &number)))
        sem_post(&begun);
    return value_none();
}

static void *let_go(void *unused)
{
    sem_post(&leave);
    return NULL;
}

/* The thread calls while reactor_free() runs. */
static void call_at_the_end(void)
{
    pthread_t helper;

    start_reactor();
    deferred_deliver(
        defer_to_thread(reactor, call_twice_when_told, value_none()),
        note_outcome, NULL);
    sem_wait(&begun);
    pthread_create(&helper, NULL, let_go, NULL);
    reactor_free(reactor);
    pthread_join(helper, NULL);
}

static void call_from_here(void *unused)
{
    blocking_call_from_thread(twice, NULL);
}

static void not_a_thread(void)
{
    CHECK_DIES(call_from_here, NULL,
               "call it only in a function of defer_to_thread");
}

static const UnitTest tests[] = {
    {"a blocking call runs on the reactor's thread (rule 93)", result},
    {"a blocking call waits for a Deferred (rule 93)", deferred_result},
    {"a blocking call may fail, now or later (rule 93)", failures},
    {"when the reactor is freed a call fails, and so does the next one",
     reactor_ends},
    {"when the reactor is freed a thread does not wait for a Deferred that "
     "goes on",
     reactor_ends_first},
    {"a call made while the reactor is freed does not wait for ever",
     call_at_the_end},
    {"a blocking call outside defer_to_thread() stops the program",
     not_a_thread},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
