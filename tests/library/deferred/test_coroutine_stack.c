/* Coroutines in great numbers: what they need of stacks, time and memory.
   The main stack may not grow past 256 KiB here. */
#include "coroutine.h"

#include "nothing_left.h"
#include "pending.h"

#include <time.h>
#include <uv.h>

enum {
    STACK = 256 * 1024,
    DEEP = 10 * 1000,
    TOO_DEEP = 40 * 1000,
    POOL = 1024, /* stacks that are kept for later */
};

static void small_stack(void)
{
    setrlimit(RLIMIT_STACK, &(struct rlimit){STACK, STACK});
}

static Value await_ints(void *count)
{
    for (int64_t i = 0; i < *(int64_t *)count; i++)
        await(deferred_succeed(value_int(i)));
    return value_none();
}

static Value await_texts(void *count)
{
    for (int64_t i = 0; i < *(int64_t *)count; i++)
        await(deferred_of(value_text("ready")));
    return value_none();
}

static double seconds_for(CoroutineBody *fn, int64_t count)
{
    clock_t begin = clock();

    note_result(async(fn, &count));
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

/* Ten times as many would take a hundred times as long if each await looked
   at those before it. */
static void a_million_ready_awaits(void)
{
    double some = seconds_for(await_ints, 100 * 1000);
    double many = seconds_for(await_ints, 1000 * 1000);

    CHECK(many < 40 * some);
    CHECK_TEXT(notes, "none none");
}

static void many_ready_texts(void)
{
    double some = seconds_for(await_texts, 10 * 1000);
    double many = seconds_for(await_texts, 100 * 1000);

    CHECK(many < 40 * some);
    CHECK_TEXT(notes, "none none");
}

/* Each awaits the next; the last one awaits a pending Deferred. */
static Value nest(void *arg)
{
    int left = *(int *)arg - 1;

    return await(left > 0 ? async(nest, &left) : new_pending());
}

static void a_result_comes_through_all(void)
{
    int depth = DEEP;

    small_stack();
    note_result(async(nest, &depth));
    deferred_fire(&pending[0], value_text("through"));
    CHECK_TEXT(notes, "through");
}

static void a_failure_comes_through_all(void)
{
    int depth = DEEP;

    small_stack();
    note_result(async(nest, &depth));
    deferred_fire(&pending[0], value_failure(UV_EIO, "broken"));
    CHECK_TEXT(notes, "EIO");
}

static void a_cancel_comes_through_all(void)
{
    int depth = DEEP;
    Deferred *d;

    small_stack();
    d = async(nest, &depth);
    deferred_cancel(d);
    note_result(d);
    deferred_fire(&pending[0], value_none());
    CHECK_TEXT(notes, "ECANCELED");
}

static Value hand_down(void *arg)
{
    int left = *(int *)arg - 1;

    return value_deferred(left > 0 ? async(hand_down, &left) : new_pending());
}

static void a_returned_result_comes_through_all(void)
{
    int depth = DEEP;

    small_stack();
    note_result(async(hand_down, &depth));
    deferred_fire(&pending[0], value_text("through"));
    CHECK_TEXT(notes, "through");
}

/* None awaits the next one: each fires what the next one awaits. */
static Deferred *row[DEEP + 1];

static Value fire_next(void *arg)
{
    Deferred **mine = arg;

    await(*mine);
    deferred_fire(mine + 1, value_none());
    return value_none();
}

static void one_wakes_the_next(void)
{
    small_stack();
    for (int i = 0; i <= DEEP; i++)
        row[i] = deferred_new();
    note_result(row[DEEP]);
    for (int i = 0; i < DEEP; i++)
        deferred_ignore(async(fire_next, &row[i]));
    deferred_fire(&row[0], value_none());
    CHECK_TEXT(notes, "none");
}

static void too_many_fail_cleanly(void)
{
    int depth = TOO_DEEP;

    small_stack();
    note_result(async(nest, &depth));
    CHECK_TEXT(notes, "ENOMEM");
    CHECK_INT(pending_count, 0);
}

/* Counts the mappings of this process that are as large as a stack. */
static int stacks(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    unsigned long from, to;
    char line[4096];
    int count = 0;

    while (fgets(line, sizeof line, file))
        if (sscanf(line, "%lx-%lx", &from, &to) == 2 && to - from == STACK)
            count++;
    fclose(file);
    return count;
}

static Value await_it(void *arg)
{
    return await(arg);
}

static void start(int count)
{
    for (int i = 0; i < count; i++)
        deferred_ignore(async(await_it, row[i] = deferred_new()));
}

static void start_and_end(int count)
{
    start(count);
    for (int i = 0; i < count; i++)
        deferred_fire(&row[i], value_none());
}

/* In all these are more stacks than a sanitized program can have at a time. */
static void stacks_are_given_back(void)
{
    int before = stacks();

    start(5 * POOL);
    CHECK(stacks() - before > 4 * POOL);
    for (int i = 0; i < 5 * POOL; i++)
        deferred_fire(&row[i], value_none());
    for (int i = 0; i < 4; i++)
        start_and_end(5 * POOL);
    CHECK(stacks() - before <= POOL);
    CHECK(stacks() - before > POOL / 2);
}

/* Jumps out of frames with arrays, which the sanitizer has marked. */
static Value fail_inside(void *arg)
{
    char text[200];

    if (*(int *)arg == 0)
        return await(deferred_fail(value_failure(UV_EIO, "broken")));
    snprintf(text, sizeof text, "%d", --*(int *)arg);
    note_value("", fail_inside(arg));
    return value_textf("%s never comes", text);
}

static Value fill_array(void *unused)
{
    volatile char array[16 * 1024];

    for (size_t i = 0; i < sizeof array; i++)
        array[i] = (char)i;
    return value_int(array[5]);
}

static void a_stack_is_used_again(void)
{
    int depth = 20;

    note_result(async(fail_inside, &depth));
    note_result(async(fill_array, NULL));
    note_result(async(await_it, new_pending()));
    note_result(async(fill_array, NULL));
    deferred_fire(&pending[0], value_int(6));
    CHECK_TEXT(notes, "EIO 5 5 6");
}

/* Each frame has an array that the next one writes to, so that no compiler
   can do without; the sanitizer might put it elsewhere. */
__attribute__((no_sanitize("address"))) static int
recurse(int levels, volatile char *above)
{
    volatile char array[1024];

    array[0] = (char)levels;
    above[0] = array[0];
    return levels == 0 ? 0 : recurse(levels - 1, array) + array[0];
}

static Value overflow(void *unused)
{
    volatile char top;

    return value_int(recurse(STACK / 1024 + 20, &top));
}

/* The stack of a second one lies next to it, and is not to be spoiled. */
static void start_overflow(void *unused)
{
    start_and_end(2);
    deferred_ignore(async(await_it, new_pending()));
    deferred_ignore(async(overflow, NULL));
}

static void an_overflow_stops_the_program(void)
{
    CHECK_DIES(start_overflow, NULL, "");
}

/* One frame, most of which is not touched: its far end would lie in the stack
   of another coroutine, or on the far side of it. */
static Value use_262_kib(void *unused)
{
    volatile char array[262 * 1024];

    for (int i = 0; i < 200; i++)
        array[i] = 'x';
    return value_int(array[7]);
}

static Value use_520_kib(void *unused)
{
    volatile char array[520 * 1024];

    for (int i = 0; i < 200; i++)
        array[i] = 'x';
    return value_int(array[7]);
}

static Value use_3_mib(void *unused)
{
    volatile char array[3 * 1024 * 1024];

    for (int i = 0; i < 200; i++)
        array[i] = 'x';
    return value_int(array[7]);
}

static void start_large_frame(void *fn)
{
    for (int i = 0; i < 20; i++)
        deferred_ignore(async(await_it, new_pending()));
    deferred_ignore(async(*(CoroutineBody **)fn, NULL));
    _exit(0);
}

/* It ends where it steps over the edge, and before it has written. */
static void a_large_frame_stops_the_program(void)
{
    CoroutineBody *large[] = {use_262_kib, use_520_kib, use_3_mib};

    for (unsigned i = 0; i < COUNT(large); i++)
        CHECK_DIES(start_large_frame, &large[i], "");
}

static const UnitTest tests[] = {
    {"a million awaits of ready Deferreds need no stack (rule 67)",
     a_million_ready_awaits},
    {"many ready texts need linear time (rule 67)", many_ready_texts},
    {"a result comes through 10,000 coroutines (rule A7)",
     a_result_comes_through_all},
    {"a failure comes through 10,000 coroutines (rule A7)",
     a_failure_comes_through_all},
    {"a cancel comes through 10,000 coroutines (rule A7)",
     a_cancel_comes_through_all},
    {"a returned Deferred's result comes through 10,000 coroutines (rule A7)",
     a_returned_result_comes_through_all},
    {"10,000 coroutines each wake the next one (rule A7)", one_wakes_the_next},
    {"too many coroutines: the one too many fails with ENOMEM",
     too_many_fail_cleanly},
    {"stacks are given back, but for those kept for later",
     stacks_are_given_back},
    {"a stack that a failure has cut short is used again",
     a_stack_is_used_again},
    {"a stack that overflows stops the program",
     an_overflow_stops_the_program},
    {"a frame larger than the stack stops the program, and spoils no other",
     a_large_frame_stops_the_program},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), nothing_left, argc, argv);
}
