/*
 * The inside of threads, which its files share: threads.c (work for another
 * thread) and threads_call.c (calls from there). All others include
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
    /* defer_to_thread() sets these, once: */
    uv_work_t work;
    Reactor *reactor;
    ThreadFunction *fn;
    Value arg;
    unsigned parent; /* in a trace: the lane in which it was deferred, */
    unsigned queued; /* and its own while it waits for a thread */

    /* threads.c, on the reactor's thread: */
    ThreadJob **link; /* what points to it in its list, or NULL */
    ThreadJob *next;
    Deferred *d; /* to be fired, or NULL if it has been canceled */

    /* threads.c, on the job's thread: */
    Value result;

    /* threads_call.c, under its mutex: */
    ThreadCall *call;  /* the thread waits for its answer; or NULL */
    bool reactor_ends; /* no calls any more */
};

/* The job of this thread, or NULL. */
ThreadJob *threads_job(void);

/* Ends the wait of the job's thread, and refuses to let it wait again. For
   the reactor's thread. */
void threads_call_end(ThreadJob *job);

#endif
