#include "threads_inside.h"

#include "die.h"
#include "keep.h"
#include "xmalloc.h"

#include <pthread.h>
#include <stdlib.h>

/* A call from a thread to the reactor's thread. The reactor's side has it
   from begin() to answer(); the thread frees it, unless it has left before
   the answer came. */
struct ThreadCall {
    Callback *fn;
    void *arg;
    Deferred *d; /* what fn has returned, until it fires */
    Value result;
    bool begun;
    bool answered;
    bool ended; /* there will be no answer: stop waiting */
    bool left;  /* the thread does not wait any more */
};

/* For all calls, and for a job's call and reactor_ends. There are never more
   calls than libuv has threads. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

/* When this callback has returned the Deferred lets go of the result: then
   the call is its only owner, and may take it to another thread. */
static Value take_result(Value result, void *call)
{
    ((ThreadCall *)call)->result = value_copy(result);
    return value_none();
}

static void answer(Value none, void *arg)
{
    ThreadCall *call = arg;

    pthread_mutex_lock(&mutex);
    call->d = NULL;
    call->answered = true;
    if (call->left) {
        value_free(call->result);
        free(call);
    }
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

static void begin(void *arg)
{
    ThreadCall *call = arg;

    pthread_mutex_lock(&mutex);
    call->begun = true;
    pthread_mutex_unlock(&mutex);
    call->d = maybe_deferred(call->fn, call->arg);
    deferred_add_both(call->d, take_result, call);
    deferred_deliver(call->d, answer, call);
}

/* What the call waits for is cancelled, which most often answers it. */
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
    if (job->call)
        job->call->ended = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

/* With the mutex locked, as the next one. */
static void wait_for_answer(ThreadJob *job, ThreadCall *call)
{
    if (job->reactor_ends)
        return;
    job->call = call;
    reactor_call_from_thread(job->reactor, begin, call);
    while (!call->answered && !call->ended)
        pthread_cond_wait(&changed, &mutex);
    job->call = NULL;
}

static Value leave(ThreadCall *call)
{
    Value result = call->result;

    if (!call->answered)
        result = value_failure(UV_ECANCELED, "the reactor has ended");
    call->left = true;
    if (call->answered || !call->begun)
        free(call);
    return result;
}

Value blocking_call_from_thread(Callback *fn, void *arg)
{
    ThreadJob *job = threads_job();
    ThreadCall *call = xcalloc(1, sizeof *call);
    Value result;

    if (!job)
        die("blocking_call_from_thread: no function of defer_to_thread runs "
            "here");
    call->fn = fn;
    call->arg = arg;
    pthread_mutex_lock(&mutex);
    wait_for_answer(job, call);
    result = leave(call);
    pthread_mutex_unlock(&mutex);
    return keep(result);
}
