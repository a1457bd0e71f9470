/*
 * Work for libuv's pool of threads. A job is touched by two threads, but never
 * by both at a time: the reactor's thread has it before and after the
 * function runs, the pool's thread has its result meanwhile.
 *
 * The reactor knows its jobs that have not ended, in a list; when it is freed
 * they are canceled.
 */
#include "threads_inside.h"

#include "keep.h"
#include "reactor_inside.h"
#include "thread.h"
#include "trace.h"
#include "xmalloc.h"

#include <stdlib.h>

/* Of one reactor: the jobs that have not ended. */
typedef struct {
    ThreadJob *first;
} Jobs;

static _Thread_local ThreadJob *current;

ThreadJob *threads_job(void)
{
    return current;
}

static void leave_list(ThreadJob *job)
{
    if (!job->link)
        return;
    *job->link = job->next;
    if (job->next)
        job->next->link = job->link;
    job->link = NULL;
}

static void join_list(Jobs *jobs, ThreadJob *job)
{
    job->next = jobs->first;
    if (job->next)
        job->next->link = &job->next;
    job->link = &jobs->first;
    jobs->first = job;
}

/* Work that is still in libuv's queue is taken out of it, and never begins.
   The rest goes on, and its result is dropped. */
static void cancel_job(void *arg)
{
    ThreadJob *job = arg;

    if (uv_cancel((uv_req_t *)&job->work) == 0)
        trace_end(job->queued, "canceled");
    deferred_fire(&job->d, value_failure(UV_ECANCELED,
                                         "canceled while a thread worked"));
}

/* The reactor is freed, and waits for the pool after this. */
static Value end_jobs(Value none, void *reactor)
{
    void **slot = reactor_jobs(reactor);
    Jobs *jobs = *slot;

    *slot = NULL;
    while (jobs->first) {
        ThreadJob *job = jobs->first;

        leave_list(job);
        threads_call_end(job);
        if (job->d)
            cancel_job(job);
    }
    free(jobs);
    return value_none();
}

static Jobs *jobs_of(Reactor *reactor)
{
    void **jobs = reactor_jobs(reactor);

    if (!*jobs) {
        *jobs = xcalloc(1, sizeof(Jobs));
        reactor_add_trigger(reactor, TRIGGER_FREE, end_jobs, reactor);
    }
    return *jobs;
}

/* On a thread of the pool. */
static void run_job(uv_work_t *request)
{
    ThreadJob *job = request->data;
    Kept *mark = keep_begin();
    unsigned lane;

    trace_end(job->queued, "");
    lane = trace_begin_below(job->parent, "thread", "in a thread");
    trace_enter_lane("thread function", (TraceFunction *)job->fn, lane);
    current = job;
    job->result = job->fn(job->arg);
    current = NULL;
    trace_leave();
    trace_end(lane, failed(job->result) ? "failed" : "");
    keep_end(mark);
}

/* Back on the reactor's thread, also for what was canceled in the queue. */
static void finish_job(uv_work_t *request, int status)
{
    ThreadJob *job = request->data;
    Value result = job->result;

    if (value_same(result, job->arg))
        result = value_copy(result);
    leave_list(job);
    if (job->d)
        deferred_fire(&job->d, result);
    else
        value_free(result);
    value_free(job->arg);
    free(job);
}

Deferred *defer_to_thread(Reactor *reactor, ThreadFunction *fn, Value arg)
{
    ThreadJob *job = xcalloc(1, sizeof *job);
    Deferred *d = deferred_new();

    thread_check("defer_to_thread");
    *job = (ThreadJob){.reactor = reactor, .fn = fn, .arg = arg, .d = d};
    job->work.data = job;
    join_list(jobs_of(reactor), job);
    job->parent = trace_lane();
    job->queued = trace_begin("queued", "waits for a thread", NULL);
    deferred_on_cancel(d, cancel_job, job);
    uv_queue_work(reactor_loop(reactor), &job->work, run_job, finish_job);
    return d;
}
