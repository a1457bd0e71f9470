/*
 * The size of libuv's pool. libuv reads it from the environment when any part
 * of the program gives the pool its first work, and never again. It does not
 * tell us whether that has happened. So we give the pool some work and look
 * whether the process has more threads than before.
 */
#include "threads.h"

#include "die.h"
#include "thread.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_THREADS = 1024 };

/* The threads of this process, and a few entries more; 0 without /proc. */
static int count_threads(void)
{
    DIR *tasks = opendir("/proc/self/task");
    int count = 0;

    if (!tasks)
        return 0;
    while (readdir(tasks))
        count++;
    closedir(tasks);
    return count;
}

static void work_on_nothing(uv_work_t *work)
{
}

/* The threads are there as soon as the work is in the queue. It may have to
   wait there for long, if the pool is busy: so take it out again. */
static int start_pool(bool *has_started)
{
    int before = count_threads(), status;
    uv_loop_t loop;
    uv_work_t work;

    status = uv_loop_init(&loop);
    if (status != 0)
        return status;
    uv_queue_work(&loop, &work, work_on_nothing, NULL);
    *has_started = before == 0 || count_threads() > before;
    uv_cancel((uv_req_t *)&work);
    uv_run(&loop, UV_RUN_DEFAULT);
    return uv_loop_close(&loop);
}

int threads_suggest_size(unsigned count)
{
    char text[16];
    bool has_started = false;
    int status;

    thread_check("threads_suggest_size");
    if (count == 0 || count > MOST_THREADS)
        die("threads_suggest_size: a pool has 1 to %d threads, not %u",
            MOST_THREADS, count);
    snprintf(text, sizeof text, "%u", count);
    setenv("UV_THREADPOOL_SIZE", text, 0);
    status = start_pool(&has_started);
    if (status != 0)
        return status;
    return has_started ? 0 : UV_EBUSY;
}
