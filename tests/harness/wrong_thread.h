#ifndef WRONG_THREAD_H
#define WRONG_THREAD_H

/*
 * Calls what belongs to the loop's thread on another one: each call has to
 * stop the program, with the one sentence and in its own name.
 */
#include "unit.h"

#include <pthread.h>

typedef struct {
    const char *name; /* of the function, as the sentence begins with it */
    void (*fn)(void); /* calls it */
} WrongThreadCall;

static inline void *wrong_thread_run(void *call)
{
    ((const WrongThreadCall *)call)->fn();
    return NULL;
}

static inline void wrong_thread_call(void *call)
{
    pthread_t thread;

    pthread_create(&thread, NULL, wrong_thread_run, call);
    pthread_join(thread, NULL);
}

/* This thread has to be the loop's already: make a Deferred or a reactor
   before. */
static inline void wrong_thread_check(const WrongThreadCall *calls,
                                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char sentence[200];

        snprintf(sentence, sizeof sentence,
                 "%s: this belongs to the loop's thread; on another thread "
                 "use reactor_call_from_thread()",
                 calls[i].name);
        CHECK_DIES(wrong_thread_call, (void *)&calls[i], sentence);
    }
}

#endif
