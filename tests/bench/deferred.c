/*
 * What a Deferred costs: new, three callbacks and fire, beside a pair of
 * malloc and free and beside Node's Promise; and what one more callback,
 * member or link costs when there are few or many of them. The limits are
 * 50 ns and half of Node's Promise.
 */
#include "gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Promise.js does as many. */
enum { ROUNDS = 21, BATCH = 100, BATCHES = 500, ALL = BATCH * BATCHES };
enum { FEWEST = 10, MOST = 100000, ITEMS = 1000000 };

static int64_t sum;

static Value plus_one(Value result, void *unused)
{
    return value_int(as_int(result) + 1);
}

static Value add_to_sum(Value result, void *unused)
{
    sum += as_int(result) + 1;
    return value_none();
}

static void one(int number)
{
    Deferred *d = deferred_new(), *firing = d;

    deferred_add_callback(d, plus_one, NULL);
    deferred_add_callback(d, plus_one, NULL);
    deferred_add_callback(d, add_to_sum, NULL);
    deferred_ignore(d);
    deferred_fire(&firing, value_int(number));
}

static void three_callbacks(void)
{
    sum = 0;
    for (int i = 0; i < BATCHES; i++)
        for (int j = 0; j < BATCH; j++)
            one(j);
}

static void malloc_and_free(void)
{
    for (int i = 0; i < ALL; i++) {
        void *volatile memory = malloc(256);

        free(memory);
    }
}

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;

    return (difference > 0) - (difference < 0);
}

/* The median over the rounds, in ns for each of ALL. */
static double measure(void (*fn)(void))
{
    double times[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        double start = cpu_seconds();

        fn();
        times[i] = 1e9 * (cpu_seconds() - start) / ALL;
    }
    qsort(times, ROUNDS, sizeof *times, compare);
    return times[ROUNDS / 2];
}

/* The figure that promise.js prints, or 0 if there is no Node. */
static double measure_promise(void)
{
    FILE *node = popen("node --input-type=module <tests/bench/promise.js "
                       "2>/dev/null",
                       "r");
    double ns = 0, promised = 0;
    int count = node ? fscanf(node, "%lf %lf", &ns, &promised) : 0;

    if (node)
        pclose(node);
    if (count != 2)
        return 0;
    if (promised != (double)sum)
        abort();
    return ns;
}

static void print_three_callbacks(void)
{
    double deferred = measure(three_callbacks);
    double memory = measure(malloc_and_free);
    double promise = measure_promise();

    puts("deferred: new, three callbacks, fire; limits 50 ns, 0.50 of Node");
    puts("                  ns  a Deferred's ratio to it");
    printf("%-15s %4.0f\n", "a Deferred", deferred);
    printf("%-15s %4.0f  %4.1f\n", "malloc and free", memory,
           deferred / memory);
    if (promise > 0)
        printf("%-15s %4.0f  %4.2f\n", "Node's Promise", promise,
               deferred / promise);
    else
        puts("Node's Promise  skipped: there is no node that runs "
             "tests/bench/promise.js");
}

static void callbacks_on_one(size_t count)
{
    Deferred *d = deferred_new(), *firing = d;

    for (size_t i = 0; i < count; i++)
        deferred_add_callback(d, plus_one, NULL);
    deferred_ignore(d);
    deferred_fire(&firing, value_int(0));
}

static Deferred *waiting[MOST], *firing[MOST];

static void make_all(size_t count)
{
    for (size_t i = 0; i < count; i++)
        waiting[i] = firing[i] = deferred_new();
}

static void members_of_one(size_t count)
{
    make_all(count);
    deferred_ignore(gather(waiting, count));
    for (size_t i = 0; i < count; i++)
        deferred_fire(&firing[i], value_int(0));
}

static Value wait_for(Value result, void *d)
{
    return value_deferred(d);
}

static void links_of_one(size_t count)
{
    make_all(count);
    for (size_t i = 1; i < count; i++)
        deferred_add_callback(waiting[i], wait_for, waiting[i - 1]);
    deferred_ignore(waiting[count - 1]);
    for (size_t i = count; i-- > 0;)
        deferred_fire(&firing[i], value_int(0));
}

/* The ns of CPU time for one of count items. */
static double cost_of_one(void (*fn)(size_t count), size_t count)
{
    double start = cpu_seconds();

    for (size_t i = 0; i < ITEMS / count; i++)
        fn(count);
    return 1e9 * (cpu_seconds() - start) / ITEMS;
}

static void print_growth(void)
{
    puts("\ndeferred: ns for each of so many");
    puts("       callbacks   members  links of a chain");
    for (size_t count = FEWEST; count <= MOST; count *= 10)
        printf("%6zu %9.0f %9.0f %17.0f\n", count,
               cost_of_one(callbacks_on_one, count),
               cost_of_one(members_of_one, count),
               cost_of_one(links_of_one, count));
}

int main(void)
{
    print_three_callbacks();
    print_growth();
    return 0;
}
