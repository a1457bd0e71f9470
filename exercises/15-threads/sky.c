/*
 * The weather, for any number of threads: a count of clear hours under a
 * mutex, and a condition to wait for one. The pages run on the loop's thread,
 * sky_look() on all others.
 */
#include "15-threads/sky.h"

#include "thread.h"

#include <inttypes.h>
#include <pthread.h>
#include <uv.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

/* Under the mutex: */
static int64_t hours, seen;
static int at_work, most;
static bool closed;

void sky_begin_chart(void)
{
    pthread_mutex_lock(&mutex);
    at_work += 1;
    if (at_work > most)
        most = at_work;
    pthread_mutex_unlock(&mutex);
}

void sky_end_chart(void)
{
    pthread_mutex_lock(&mutex);
    at_work -= 1;
    pthread_mutex_unlock(&mutex);
}

Value sky_look(void)
{
    Value result = value_none();

    if (thread_is_loops)
        return value_failure(501, "TODO 1 is not done yet: the loop itself "
                                  "would wait for the sky");
    pthread_mutex_lock(&mutex);
    while (hours == 0 && !closed)
        pthread_cond_wait(&changed, &mutex);
    if (closed) {
        result = value_failure(503, "The observatory closes.");
    } else {
        hours -= 1;
        seen += 1;
    }
    pthread_mutex_unlock(&mutex);
    return result;
}

static Value clear_sky(Request *request)
{
    pthread_mutex_lock(&mutex);
    hours += request_int(request, "hours");
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    return value_text("It is clear.");
}

/* Until the hours are used up, but not for long: a thread that waits for the
   loop cannot use them. */
static Value hold_loop(Request *request)
{
    bool clear = true;

    value_free(clear_sky(request));
    for (int i = 0; clear && i < 50; i++) {
        uv_sleep(5);
        pthread_mutex_lock(&mutex);
        clear = hours > 0;
        pthread_mutex_unlock(&mutex);
    }
    return value_text("It was clear.");
}

static Value show_sky(Request *request)
{
    Value text;

    pthread_mutex_lock(&mutex);
    text = value_textf("at work: %d, most: %d, seen: %" PRId64, at_work, most,
                       seen);
    pthread_mutex_unlock(&mutex);
    return text;
}

static Value close_sky(Value nothing, void *arg)
{
    pthread_mutex_lock(&mutex);
    closed = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
    return value_none();
}

void sky_open(App *app, Reactor *reactor)
{
    app_route(app, "/clear/<int(max=1000):hours>", clear_sky);
    app_route(app, "/hold/<int(max=1000):hours>", hold_loop);
    app_route(app, "/sky", show_sky);
    reactor_add_trigger(reactor, TRIGGER_BEFORE, close_sky, NULL);
}
