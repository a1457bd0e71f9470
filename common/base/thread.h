/*
 * Thread: which thread this is, the loop's or another one.
 *
 * Deferreds, reactors and requests belong to one thread, the loop's: they
 * take no locks, so a second thread that touched them would spoil them, now
 * and then and without a word. Their functions therefore ask thread_check()
 * first. The thread that asks first is the loop's from then on, which is
 * main() in most programs; on any other the program stops with one sentence,
 *
 *     deferred_fire: this belongs to the loop's thread; on another thread
 *     use reactor_call_from_thread()
 *
 * Values (value.h) and what is kept (keep.h) belong to no thread.
 */
#ifndef THREAD_H
#define THREAD_H

#include <stdbool.h>

/* Whether this thread is the loop's. Each thread has one. */
extern _Thread_local bool thread_is_loops;

/* Makes this thread the loop's. If another one is already, stops the program
   in the name of a public function. */
void thread_claim(const char *function);

/* Stops the program, in the name of a public function, on a thread that is
   not the loop's. Inline: it runs for each callback that is added. */
static inline void thread_check(const char *function)
{
    if (!thread_is_loops)
        thread_claim(function);
}

#endif
