/*
 * The inside of threads, which its files share: threads.c (work for another
 * thread) and threads_call.c (calls from there). Everyone else includes
 * threads.h.
 */
#ifndef THREADS_INSIDE_H
#define THREADS_INSIDE_H

#include "threads.h"

#include <uv.h>

typedef struct ThreadCall ThreadCall;

/* A function and its argument, from defer_to_thread() until the thread has
   done with them. */
typedef struct ThreadJob ThreadJob;

struct ThreadJob {
    uv_work_t work;
    Reactor *reactor;
    ThreadJob **link; /* what points to it in its list, or NULL */
    ThreadJob *next;
    ThreadFunction *fn;
    Value arg;
    Value result;
    Deferred *d;       /* to be fired, or NULL: nobody waits */
    unsigned lane;     /* in a trace */
    ThreadCall *call;  /* the thread waits for its answer; or NULL */
    bool reactor_ends; /* no calls any more */
};

/* The job of this thread, or NULL. */
ThreadJob *threads_job(void);

/* Ends the wait of the job's thread, and sees to it that it does not wait
   again. For the reactor's thread. */
void threads_call_end(ThreadJob *job);

#endif
