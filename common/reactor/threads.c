#include "threads_inside.h"

#include "keep.h"
#include "trace.h"
#include "xmalloc.h"

#include <stdio.h>
#include <stdlib.h>

/* The jobs of one reactor that have not ended. */
typedef struct Jobs Jobs;

struct Jobs {
    Reactor *reactor;
    ThreadJob *first;
    Jobs *next;
};

static Jobs *all; /* for the reactor's thread */
static bool pool_works;
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

static void fire(ThreadJob *job, Value result, const char *outcome)
{
    trace_end(job->lane, outcome);
    deferred_fire(&job->d, result);
}

/* Work that is still in libuv's queue is taken out of it. The rest goes on,
   and nobody waits for it. */
static void cancel(void *arg)
{
    ThreadJob *job = arg;

    uv_cancel((uv_req_t *)&job->work);
    fire(job, value_failure(UV_ECANCELED, "cancelled while a thread worked"),
         "cancelled");
}

static Value end_jobs(Value none, void *arg)
{
    Jobs *jobs = arg, **place = &all;

    while (jobs->first) {
        ThreadJob *job = jobs->first;

        leave_list(job);
        threads_call_end(job);
        if (job->d)
            cancel(job);
    }
    while (*place != jobs)
        place = &(*place)->next;
    *place = jobs->next;
    free(jobs);
    return value_none();
}

static Jobs *jobs_of(Reactor *reactor)
{
    Jobs *jobs = all;

    while (jobs && jobs->reactor != reactor)
        jobs = jobs->next;
    if (jobs)
        return jobs;
    jobs = xcalloc(1, sizeof *jobs);
    jobs->reactor = reactor;
    jobs->next = all;
    all = jobs;
    reactor_add_trigger(reactor, TRIGGER_FREE, end_jobs, jobs);
    return jobs;
}

/* On a thread of the pool. */
static void work(uv_work_t *request)
{
    ThreadJob *job = request->data;
    Kept *mark = keep_begin();

    current = job;
    job->result = job->fn(job->arg);
    current = NULL;
    keep_end(mark);
}

/* Back on the reactor's thread, also for what was cancelled in the queue. */
static void finish(uv_work_t *request, int status)
{
    ThreadJob *job = request->data;
    Value result = job->result;

    if (value_same(result, job->arg))
        result = value_copy(result);
    leave_list(job);
    if (job->d)
        fire(job, result, failed(result) ? "failed" : "");
    else
        value_free(result);
    value_free(job->arg);
    free(job);
}

Deferred *defer_to_thread(Reactor *reactor, ThreadFunction *fn, Value arg)
{
    ThreadJob *job = xcalloc(1, sizeof *job);
    Deferred *d = deferred_new();

    *job = (ThreadJob){.reactor = reactor, .fn = fn, .arg = arg, .d = d};
    job->work.data = job;
    join_list(jobs_of(reactor), job);
    job->lane = trace_begin("delay", "in a thread", NULL);
    deferred_on_cancel(d, cancel, job);
    pool_works = true;
    uv_queue_work(reactor_loop(reactor), &job->work, work, finish);
    return d;
}

int threads_suggest_size(unsigned count)
{
    char text[16];

    if (pool_works)
        return UV_EBUSY;
    snprintf(text, sizeof text, "%u", count);
    setenv("UV_THREADPOOL_SIZE", text, 0);
    return 0;
}
