/*
 * Checks that a long chain needs little stack and linear time.
 * check_bounded() runs a function with a count and with a tenth of it, on a
 * stack of 256 KiB: the time may grow no faster than the count.
 */
#ifndef LINEAR_TIME_H
#define LINEAR_TIME_H

#include "noting_callbacks.h"

#include <time.h>

enum {
    SMALL_STACK = 256 * 1024,
    BOUNDED_ROUNDS = 3,
    MOST_RATIO = 25, /* of the times; if it grew as the square, 100 */
};

/* Many Deferreds, both ends of each. */
typedef struct {
    Deferred **waiting;
    Deferred **firing;
    size_t count;
    size_t done;
} Row;

static inline Row row_of(size_t count)
{
    Row row = {.count = count};

    row.waiting = calloc(count, sizeof *row.waiting);
    row.firing = calloc(count, sizeof *row.firing);
    for (size_t i = 0; i < count; i++)
        row.waiting[i] = row.firing[i] = deferred_new();
    return row;
}

static inline void row_free(Row *row)
{
    free(row->waiting);
    free(row->firing);
}

static inline Value count_one(Value result, void *count)
{
    (*(size_t *)count)++;
    return result;
}

/* The limit holds for memory that the stack has not used yet. */
static inline void limit_stack(void)
{
    struct rlimit limit;

    CHECK_INT(getrlimit(RLIMIT_STACK, &limit), 0);
    limit.rlim_cur = SMALL_STACK;
    CHECK_INT(setrlimit(RLIMIT_STACK, &limit), 0);
}

static inline double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The shortest of some, for whatever disturbs only makes it longer. */
static inline double best_time(void (*fn)(size_t count), size_t count)
{
    double best = INFINITY;

    for (unsigned i = 0; i < BOUNDED_ROUNDS; i++) {
        double start = cpu_seconds();

        fn(count);
        best = fmin(best, cpu_seconds() - start);
    }
    return best;
}

static inline void check_bounded(void (*fn)(size_t count), size_t count)
{
    double tenth, whole;

    limit_stack();
    tenth = best_time(fn, count / 10);
    whole = best_time(fn, count);
    printf("%zu: %.2f ms, %zu: %.2f ms, ratio %.1f\n", count / 10, 1e3 * tenth,
           count, 1e3 * whole, whole / tenth);
    CHECK(whole / tenth < MOST_RATIO);
}

#endif
