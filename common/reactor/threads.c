/*
 * Work for libuv's pool of threads. Two threads touch a job, but never both
 * at a time: the reactor's thread owns it before and after the function runs,
 * and the pool's thread owns its result meanwhile.
 *
 * The reactor lists the jobs that have not ended, and cancels them when it is
 * freed.
 */
#include "threads_inside.h"

#include "keep.h"
#include "reactor_inside.h"
#include "thread.h"
#include "trace.h"
#include "xmalloc.h"

#include <stdlib.h>

/* The jobs of one reactor that have not ended. */
typedef struct {
    ThreadJob *first;
} Jobs;

/* The job that this thread of the pool works on, or NULL. */
static _Thread_local ThreadJob *current_job;

ThreadJob *threads_job(void)
{
    return current_job;
}

static void leave_list(ThreadJob *job)
{
    if (!job->link) /* end_jobs() has taken it out already */
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

/* If the work is still in libuv's queue, we take it out and it never begins.
   If it has begun it goes on, and finish_job() drops its result. */
static void cancel_job(void *arg)
{
    ThreadJob *job = arg;

    if (uv_cancel((uv_req_t *)&job->work) == 0)
        trace_end(job->queued, "canceled");
    deferred_fire(&job->d, value_failure(UV_ECANCELED,
                                         "canceled while a thread worked"));
}

/* The reactor is freed, and waits for the pool after this: so first end the
   calls that the threads wait for. A callback may defer new work meanwhile; it
   gets a new list and a trigger of its own. */
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

/* The list is made with the first job. */
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
    current_job = job;
    job->result = job->fn(job->arg);
    current_job = NULL;
    trace_leave();
    trace_end(lane, failed(job->result) ? "failed" : "");
    keep_end(mark);
}

/* Back on the reactor's thread, also for a job that was canceled in the
   queue. */
static void finish_job(uv_work_t *request, int status)
{
    ThreadJob *job = request->data;
    Value result = job->result;

    /* The job's argument is freed below; the result must outlive it. */
    if (value_same(result, job->arg))
        result = value_copy(result);
    leave_list(job);
    if (job->d)
        deferred_fire(&job->d, result);
    else /* canceled: it has fired */
        value_free(result);
    value_free(job->arg);
    free(job);
}

Deferred *defer_to_thread(Reactor *reactor, ThreadFunction *fn, Value arg)
{
    ThreadJob *job;
    Deferred *d;

    thread_check("defer_to_thread");
    job = xcalloc(1, sizeof *job);
    d = deferred_new();
    *job = (ThreadJob){.reactor = reactor, .fn = fn, .arg = arg, .d = d};
    job->work.data = job;
    join_list(jobs_of(reactor), job);
    job->parent = trace_lane();
    job->queued = trace_begin("queued", "waits for a thread", NULL);
    deferred_on_cancel(d, cancel_job, job);
    uv_queue_work(reactor_loop(reactor), &job->work, run_job, finish_job);
    return d;
}
