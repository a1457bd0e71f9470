/*
 * The cost of a coroutine: an await of a Deferred that is ready and of one
 * that is not, a whole coroutine, and the memory of one that waits. Next to
 * the awaits we print the cost of their Deferreds alone.
 */
#include "coroutine.h"
#include "fiber.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { COUNT = 1000000, ROUNDS = 9, PARKED = 10000 };

typedef void Work(void);

static Fiber *fiber;
static Deferred *waiting;
static Deferred *parked[PARKED];

static void drop(Value result, void *unused)
{
}

static void take_ready(void)
{
    Value result;

    for (int i = 0; i < COUNT; i++)
        if (!deferred_take(deferred_succeed(value_int(i)), &result))
            abort();
}

static Value await_ready_ones(void *unused)
{
    for (int i = 0; i < COUNT; i++)
        await(deferred_succeed(value_int(i)));
    return value_none();
}

static void await_ready(void)
{
    deferred_ignore(async(await_ready_ones, NULL));
}

static void deliver_and_fire(void)
{
    for (int i = 0; i < COUNT; i++) {
        waiting = deferred_new();
        deferred_deliver(waiting, drop, NULL);
        deferred_fire(&waiting, value_int(i));
    }
}

static Value await_later_ones(void *unused)
{
    for (int i = 0; i < COUNT; i++)
        await(waiting = deferred_new());
    return value_none();
}

static void await_later(void)
{
    deferred_ignore(async(await_later_ones, NULL));
    for (int i = 0; i < COUNT; i++)
        deferred_fire(&waiting, value_int(i));
}

static void leave_again(void *unused)
{
    for (int i = 0; i < COUNT; i++)
        fiber_leave(fiber);
}

static void switch_stacks(void)
{
    fiber = fiber_new(leave_again, NULL);
    for (int i = 0; i <= COUNT; i++)
        fiber_enter(fiber);
}

static Value return_at_once(void *unused)
{
    return value_none();
}

static void start_and_end(void)
{
    for (int i = 0; i < COUNT; i++)
        deferred_ignore(async(return_at_once, NULL));
}

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The median, in nanoseconds of CPU time for one of COUNT. */
static double measure(Work *work)
{
    double rounds[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        double start = cpu_seconds();

        work();
        rounds[i] = (cpu_seconds() - start) / COUNT * 1e9;
    }
    qsort(rounds, ROUNDS, sizeof *rounds, compare);
    return rounds[ROUNDS / 2];
}

static long resident(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long pages = 0;

    if (!file || fscanf(file, "%*s %ld", &pages) != 1)
        abort();
    fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static Value await_it(void *deferred)
{
    return await(deferred);
}

static long bytes_parked(void)
{
    long before = resident(), bytes;

    for (int i = 0; i < PARKED; i++)
        deferred_ignore(async(await_it, parked[i] = deferred_new()));
    bytes = (resident() - before) / PARKED;
    for (int i = 0; i < PARKED; i++)
        deferred_fire(&parked[i], value_none());
    return bytes;
}

static void print(const char *what, double here, const char *bar)
{
    printf("%-50s %9.1f  %8s\n", what, here, bar);
}

int main(void)
{
    long bytes = bytes_parked();
    double ready = measure(await_ready);
    double bare = measure(deliver_and_fire);
    double later = measure(await_later);

    printf("coroutines%49s  %8s\n", "here", "at most");
    print("await of what is ready, ns", ready, "25");
    print("  of that the Deferred", measure(take_ready), "");
    print("await of what is fired later, ns", later, "");
    print("  of that the Deferred", bare, "");
    print("  of that to suspend and resume", later - bare, "60");
    print("  of that to switch stacks there and back", measure(switch_stacks),
          "");
    print("a coroutine that returns at once, ns", measure(start_and_end), "");
    print("10,000 that wait, resident bytes each", (double)bytes, "8192");
    return 0;
}
