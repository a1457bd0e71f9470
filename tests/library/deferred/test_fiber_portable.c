/* Fibers on an unknown processor, which switch with setjmp(), and on a system
   without memory. The tests of coroutine.c run the fibers of this machine. */
#undef _FORTIFY_SOURCE

#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>

static bool no_memory, no_guard;

static void *map(size_t size)
{
    return no_memory ? MAP_FAILED
                     : mmap(NULL, size, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static int protect(void *memory, size_t size)
{
    return no_guard ? -1 : mprotect(memory, size, PROT_NONE);
}

#define mmap(address, size, ...) map(size)
#define mprotect(memory, size, protection) protect(memory, size)
#define FIBER_PORTABLE
#include "../../common/deferred/fiber.c" /* NOLINT(bugprone-suspicious-include) */
#include "../../common/deferred/fiber_portable.c" /* NOLINT(bugprone-suspicious-include) */

#include "event_notes.h"
#include "unit.h"

enum { ROUNDS = 100000, CROWD = 3000 };

static Fiber *fiber, *inner;

static void note_three_times(void *name)
{
    for (int i = 0; i < 3; i++) {
        note("%s%d", (const char *)name, i);
        fiber_leave(fiber);
    }
}

static void it_goes_on_where_it_left(void)
{
    fiber = fiber_new(note_three_times, "in");
    for (int i = 0; i < 4; i++) {
        fiber_enter(fiber);
        note("out");
    }
    CHECK_TEXT(notes, "in0 out in1 out in2 out out");
}

static void enter_inner(void *unused)
{
    fiber_enter(inner);
    note("middle");
    fiber_leave(fiber);
    fiber_enter(inner);
    note("middle");
}

static void note_and_leave(void *unused)
{
    note("inside");
    fiber_leave(inner);
    note("inside");
}

static void one_enters_another(void)
{
    fiber = fiber_new(enter_inner, NULL);
    inner = fiber_new(note_and_leave, NULL);
    fiber_enter(fiber);
    note("out");
    fiber_enter(fiber);
    CHECK_TEXT(notes, "inside middle out inside middle");
}

static int end_inside(int levels)
{
    volatile char array[100];

    array[0] = (char)levels;
    if (array[0] == 0)
        fiber_end(fiber);
    return levels == 0 ? 0 : end_inside(levels - 1) + array[0];
}

static void end_deep_inside(void *unused)
{
    end_inside(50);
    note("never");
}

static void fill_array(void *unused)
{
    volatile char array[16 * 1024];

    for (size_t i = 0; i < sizeof array; i++)
        array[i] = (char)i;
    note("%d", array[5]);
}

static void it_ends_deep_inside(void)
{
    fiber = fiber_new(end_deep_inside, NULL);
    fiber_enter(fiber);
    CHECK(fiber_new(fill_array, NULL) == fiber);
    fiber_enter(fiber);
    CHECK_TEXT(notes, "5");
}

static void count(void *number)
{
    for (;;) {
        ++*(int *)number;
        fiber_leave(fiber);
    }
}

static void it_is_entered_many_times(void)
{
    int number = 0;

    fiber = fiber_new(count, &number);
    for (int i = 0; i < ROUNDS; i++)
        fiber_enter(fiber);
    CHECK_INT(number, ROUNDS);
}

static Fiber *crowd[CROWD];

static void leave_once(void *own)
{
    fiber_leave(*(Fiber **)own);
}

static void a_crowd_waits(void)
{
    for (int i = 0; i < CROWD; i++) {
        crowd[i] = fiber_new(leave_once, &crowd[i]);
        fiber_enter(crowd[i]);
    }
    for (int i = 0; i < CROWD; i++)
        fiber_enter(crowd[i]);
    CHECK_INT(stacks, POOL_SIZE);
}

static void no_stack_no_fiber(void)
{
    no_memory = true;
    CHECK(fiber_new(count, NULL) == NULL);
    no_memory = false;
    no_guard = true;
    CHECK(fiber_new(count, NULL) == NULL);
    CHECK_INT(stacks, 0);
}

static const UnitTest tests[] = {
    {"a fiber goes on where it left", it_goes_on_where_it_left},
    {"one fiber enters another", one_enters_another},
    {"a fiber ends deep inside, and its stack serves another",
     it_ends_deep_inside},
    {"a fiber is entered many times", it_is_entered_many_times},
    {"a crowd of fibers waits, and most stacks are given back", a_crowd_waits},
    {"without memory for a stack there is no fiber", no_stack_no_fiber},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
