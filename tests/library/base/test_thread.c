/* Thread: what belongs to the loop's thread stops the program elsewhere. */
#include "thread.h"

#include "unit.h"

#include <pthread.h>

static void *check_here(void *function)
{
    thread_check(function);
    return NULL;
}

static void check_on_a_thread(void *function)
{
    pthread_t thread;

    pthread_create(&thread, NULL, check_here, function);
    pthread_join(thread, NULL);
}

static void check_here_and_there(void *function)
{
    thread_check(function);
    check_on_a_thread(function);
}

static void first_thread_may(void)
{
    thread_check("deferred_fire");
    thread_check("deferred_fire");
    CHECK(thread_is_loops);
}

static void other_threads_may_not(void)
{
    CHECK_DIES(check_here_and_there, "deferred_fire",
               "deferred_fire: this belongs to the loop's thread; on another "
               "thread use reactor_call_from_thread()");
    CHECK_DIES(check_here_and_there, "request_text",
               "request_text: this belongs to the loop's thread");
}

static void main_need_not_be_the_first(void)
{
    check_on_a_thread("reactor_new");
    CHECK(!thread_is_loops);
    CHECK_DIES(check_here_and_there, "deferred_new",
               "deferred_new: this belongs to the loop's thread");
}

static const UnitTest tests[] = {
    {"the first thread that asks is the loop's", first_thread_may},
    {"another thread stops the program", other_threads_may_not},
    {"the loop may run on a thread that main has started",
     main_need_not_be_the_first},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
