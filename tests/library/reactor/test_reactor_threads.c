/* Calls from other threads. */
#include "delayed_call.h"

#include "event_notes.h"
#include "keep.h"
#include "nothing_left.h"

#include <pthread.h>

enum { THREADS = 4, CALLS_EACH = 2500, MANY_CALLS = 100000 };

static Reactor *reactor;

static void post(const char *text)
{
    reactor_call_from_thread(reactor, note_text, (void *)text);
}

static void run_only_when_it_runs(void)
{
    reactor = reactor_new();
    post("called");
    CHECK_TEXT(notes, "");
    reactor_run(reactor);
    CHECK_TEXT(notes, "called");
    reactor_free(reactor);
}

static void post_last(void *unused)
{
    post("last");
}

static void in_order(void)
{
    reactor = reactor_new();
    post("1");
    post("2");
    post("3");
    reactor_call_from_thread(reactor, post_last, NULL);
    reactor_run(reactor);
    CHECK_TEXT(notes, "1 2 3 last");
    reactor_free(reactor);
}

typedef struct {
    pthread_t thread;
    unsigned next; /* the next number that we expect */
} Source;

typedef struct {
    Source *source;
    unsigned number;
} Message;

static Source sources[THREADS];
static Message messages[THREADS][CALLS_EACH];
static unsigned received;
static DelayedCall guard;

static void receive(void *arg)
{
    Message *message = arg;

    CHECK_INT(message->number, message->source->next);
    message->source->next++;
    if (++received == THREADS * CALLS_EACH)
        delayed_call_cancel(reactor, guard);
}

static void *send_all(void *arg)
{
    Source *source = arg;

    for (unsigned i = 0; i < CALLS_EACH; i++) {
        Message *message = &messages[source - sources][i];

        *message = (Message){source, i};
        reactor_call_from_thread(reactor, receive, message);
    }
    return NULL;
}

/* A call in the far future: the reactor sleeps, and does not end. */
static void many_threads(void)
{
    reactor = reactor_new();
    guard = reactor_call_later(reactor, 50, note_text, "not woken");
    for (int i = 0; i < THREADS; i++)
        pthread_create(&sources[i].thread, NULL, send_all, &sources[i]);
    reactor_run(reactor);
    for (int i = 0; i < THREADS; i++)
        pthread_join(sources[i].thread, NULL);
    CHECK_INT(received, THREADS * CALLS_EACH);
    CHECK_TEXT(notes, "");
    reactor_free(reactor);
}

static void count_call(void *unused)
{
    received++;
}

static void *post_all(void *unused)
{
    for (int i = 0; i < MANY_CALLS; i++)
        reactor_call_from_thread(reactor, count_call, NULL);
    return NULL;
}

/* Blocks the reactor's thread until all calls are posted. */
static void wait_for_posts(void *unused)
{
    pthread_t thread;

    pthread_create(&thread, NULL, post_all, NULL);
    pthread_join(thread, NULL);
    CHECK_INT(received, 0);
}

static void while_it_is_blocked(void)
{
    reactor = reactor_new();
    reactor_call_later(reactor, 0, wait_for_posts, NULL);
    reactor_run(reactor);
    CHECK_INT(received, MANY_CALLS);
    reactor_free(reactor);
}

static pthread_t reactor_thread;

static void check_thread(void *unused)
{
    CHECK(pthread_equal(pthread_self(), reactor_thread));
    keep_finally(note_text, "ended");
    note("called");
    delayed_call_cancel(reactor, guard);
}

static void *wake_it(void *unused)
{
    reactor_call_from_thread(reactor, check_thread, NULL);
    return NULL;
}

static void start_thread(void *thread)
{
    pthread_create(thread, NULL, wake_it, NULL);
}

static void wakes(void)
{
    pthread_t thread;

    reactor = reactor_new();
    reactor_thread = pthread_self();
    guard = reactor_call_later(reactor, 50, note_text, "not woken");
    reactor_call_later(reactor, 0, start_thread, &thread);
    reactor_run(reactor);
    pthread_join(thread, NULL);
    CHECK_TEXT(notes, "called ended");
    reactor_free(reactor);
}

static bool stopped;

static void set_stopped(void *unused)
{
    stopped = true;
}

static void post_until_stopped(void *unused)
{
    if (!stopped)
        reactor_call_from_thread(reactor, post_until_stopped, NULL);
}

static void others_run_between(void)
{
    reactor = reactor_new();
    reactor_call_later(reactor, 0.001, set_stopped, NULL);
    reactor_call_from_thread(reactor, post_until_stopped, NULL);
    reactor_run(reactor);
    CHECK(stopped);
    reactor_free(reactor);
}

static void stop_reactor(void *unused)
{
    note("stop");
    reactor_stop(reactor);
}

static void stopped_by_a_call(void)
{
    reactor = reactor_new();
    reactor_call_later(reactor, 50, note_text, "too late");
    reactor_call_from_thread(reactor, stop_reactor, NULL);
    reactor_run(reactor);
    CHECK_TEXT(notes, "stop");
    reactor_free(reactor);
}

static void dropped(void)
{
    reactor = reactor_new();
    post("never");
    post("never");
    reactor_free(reactor);
    CHECK_TEXT(notes, "");
}

static const UnitTest tests[] = {
    {"calls from threads run when the reactor runs, not before",
     run_only_when_it_runs},
    {"calls from threads run in their order (rule 93)", in_order},
    {"10,000 calls from four threads run in each one's order (rule 93)",
     many_threads},
    {"100,000 calls posted while the reactor is blocked all run (rule 93)",
     while_it_is_blocked},
    {"a call from a thread wakes the reactor, and runs there (rule 93)",
     wakes},
    {"calls that post calls let other events happen (rule 93)",
     others_run_between},
    {"a call from a thread may stop the reactor", stopped_by_a_call},
    {"calls that have not run are dropped when the reactor is freed", dropped},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
