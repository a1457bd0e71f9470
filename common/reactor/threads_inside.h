/*
 * The inside of threads, for its own files: threads.c (work for another
 * thread) and threads_call.c (calls from there). All others include
 * threads.h.
 */
#ifndef THREADS_INSIDE_H
#define THREADS_INSIDE_H

#include "threads.h"

#include <uv.h>

typedef struct ThreadCall ThreadCall;

/* A function and its argument, from defer_to_thread() until the function has
   ended. */
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
    ThreadJob **link; /* the pointer to it in its list, or NULL */
    ThreadJob *next;
    Deferred *d; /* its firing end, or NULL if it has been canceled */

    /* threads.c, on the job's thread: */
    Value result;

    /* threads_call.c, under its mutex: */
    ThreadCall *call;  /* the thread waits for its answer; or NULL */
    bool reactor_ends; /* refuse further calls */
};

/* Returns the job of this thread of the pool, or NULL on any other thread. */
ThreadJob *threads_job(void);

/* Ends the wait of the job's thread, and refuses to let it wait again. For
   the reactor's thread. */
void threads_call_end(ThreadJob *job);

#endif
