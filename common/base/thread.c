/* See thread.h. One flag for each thread is cheap to read; one for all of
   them says whether the loop's thread has been found. */
#include "thread.h"

#include "die.h"

#include <stdatomic.h>

_Thread_local bool thread_is_loops;

static atomic_flag claimed = ATOMIC_FLAG_INIT;

void thread_claim(const char *function)
{
    if (atomic_flag_test_and_set(&claimed))
        die("%s: this belongs to the loop's thread; on another thread use "
            "reactor_call_from_thread()",
            function);
    thread_is_loops = true;
}
