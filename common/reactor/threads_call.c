/*
 * Calls from a thread of the pool to the reactor's thread. The thread posts
 * the call, sleeps, and takes the answer. Meanwhile either side may give up:
 * the reactor when it is freed, the thread after that. The state, under one
 * mutex, says which of the two frees the call.
 */
#include "threads_inside.h"

#include "die.h"
#include "keep.h"
#include "xmalloc.h"

#include <pthread.h>
#include <stdlib.h>

typedef enum {
    CALL_POSTED,   /* the reactor has not begun it */
    CALL_BEGUN,    /* it has, and the answer is to come */
    CALL_ANSWERED, /* the result has come */
    CALL_DROPPED,  /* the reactor ends, and will not begin it */
    CALL_GIVEN_UP, /* the reactor ends; the answer may come still */
    CALL_LEFT,     /* the same, and the thread has left: the answer frees it */
} State;

struct ThreadCall {
    /* The thread sets these, once: */
    Callback *fn;
    void *arg;

    /* The reactor's thread: */
    Deferred *d; /* from fn, until it fires */
    Value result;

    /* Both, under the mutex: */
    State state;
};

/* One mutex for all calls, and for a job's `call` and `reactor_ends`: there
   are never more calls than libuv has threads. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

/* When this callback has returned the Deferred lets go of the result: then
   the call is its only owner, and may take it to another thread. */
static Value take_result(Value result, void *call)
{
    ((ThreadCall *)call)->result = value_copy(result);
    return value_none();
}

static void answer_call(Value none, void *arg)
{
    ThreadCall *call = arg;

    pthread_mutex_lock(&mutex);
    call->d = NULL;
    if (call->state == CALL_LEFT) {
        value_free(call->result);
        free(call);
    } else {
        call->state = CALL_ANSWERED;
    }
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

/* On the reactor's thread. */
static void begin_call(void *arg)
{
    ThreadCall *call = arg;

    pthread_mutex_lock(&mutex);
    call->state = CALL_BEGUN;
    pthread_mutex_unlock(&mutex);
    call->d = maybe_deferred(call->fn, call->arg);
    deferred_add_both(call->d, take_result, call);
    deferred_deliver(call->d, answer_call, call);
}

/* Most Deferreds fire when we cancel them, and answer the call. If one goes on
   we give up on its answer, and the thread wakes without it. */
void threads_call_end(ThreadJob *job)
{
    Deferred *d;

    pthread_mutex_lock(&mutex);
    job->reactor_ends = true;
    d = job->call ? job->call->d : NULL;
    pthread_mutex_unlock(&mutex);
    if (d)
        deferred_cancel(d);
    pthread_mutex_lock(&mutex);
    if (job->call && job->call->state == CALL_POSTED)
        job->call->state = CALL_DROPPED;
    else if (job->call && job->call->state == CALL_BEGUN)
        job->call->state = CALL_GIVEN_UP;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

/* With the mutex locked, as in leave_call(). */
static void wait_for_answer(ThreadJob *job, ThreadCall *call)
{
    if (job->reactor_ends) {
        call->state = CALL_DROPPED;
        return;
    }
    job->call = call;
    reactor_call_from_thread(job->reactor, begin_call, call);
    while (call->state == CALL_POSTED || call->state == CALL_BEGUN)
        pthread_cond_wait(&changed, &mutex);
    job->call = NULL;
}

static Value leave_call(ThreadCall *call)
{
    Value result = call->result;

    if (call->state != CALL_ANSWERED)
        result = value_failure(UV_ECANCELED, "the reactor has ended");
    if (call->state == CALL_GIVEN_UP)
        call->state = CALL_LEFT;
    else
        free(call);
    return result;
}

Value blocking_call_from_thread(Callback *fn, void *arg)
{
    ThreadJob *job = threads_job();
    ThreadCall *call = xcalloc(1, sizeof *call);
    Value result;

    if (!job)
        die("blocking_call_from_thread: call it only in a function of "
            "defer_to_thread");
    call->fn = fn;
    call->arg = arg;
    pthread_mutex_lock(&mutex);
    wait_for_answer(job, call);
    result = leave_call(call);
    pthread_mutex_unlock(&mutex);
    return keep(result);
}
