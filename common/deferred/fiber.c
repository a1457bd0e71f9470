/*
 * Fibers: their stacks, and how they are entered and left.
 *
 * Coroutine.c enters a fiber; the function on it leaves, and is entered
 * again. A stack comes from mmap(), with a guard below it, and goes into a
 * pool when its function has ended. Its lowest frame, run_functions(), is
 * never left: it waits in the pool for the next function, so that a stack is
 * set up once. The jump itself is in fiber_switch.h.
 */

/* Fortified, longjmp() would refuse to jump to another stack. */
#undef _FORTIFY_SOURCE

#include "fiber.h"

#include "die.h"
#include "fiber_sanitizer.h"
#include "fiber_switch.h"
#include "xmalloc.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
    STACK_SIZE = 256 * 1024,  /* jansson needs 190 to parse its worst input */
    GUARD_SIZE = 1024 * 1024, /* addresses only: a large frame lands in it */
    MOST_STACKS = 60000 / FIBER_MAPPINGS, /* Linux allows 65,530 */
    POOL_SIZE = 1024
};

struct Fiber {
    /* fiber_new() */
    FiberFunction *fn;
    void *arg;
    char *stack; /* the lowest byte */
    Fiber *next; /* in the pool */
    /* fiber_enter() and fiber_leave() */
    FiberPlace outside; /* where it was entered */
    FiberPlace inside;  /* where it left */
    bool ended;
    jmp_buf bottom; /* below fn, for fiber_end() */
    /* for the sanitizer */
    const void *outside_stack;
    size_t outside_size;
};

static Fiber *pool;
static unsigned pooled;
static unsigned stacks;
static Fiber *entered; /* the last one; for run_functions() */

static char *map_stack(void)
{
    char *memory = mmap(NULL, GUARD_SIZE + STACK_SIZE, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (memory == MAP_FAILED)
        return NULL;
    if (mprotect(memory, GUARD_SIZE, PROT_NONE) != 0) {
        munmap(memory, GUARD_SIZE + STACK_SIZE);
        return NULL;
    }
    return memory + GUARD_SIZE;
}

static void unmap_stack(char *stack)
{
    munmap(stack - GUARD_SIZE, GUARD_SIZE + STACK_SIZE);
}

static Fiber *take_from_pool(void)
{
    Fiber *fiber = pool;

    pool = fiber->next;
    pooled--;
    return fiber;
}

static bool pool_is_full(void)
{
    return pooled == POOL_SIZE;
}

static void put_back(Fiber *fiber)
{
    if (pool_is_full()) {
        unmap_stack(fiber->stack);
        stacks--;
        free(fiber);
        return;
    }
    fiber->next = pool;
    pool = fiber;
    pooled++;
}

static void leave_fiber(Fiber *fiber, bool for_ever)
{
    void *left = NULL;

    fiber_before_switch(for_ever ? NULL : &left, fiber->outside_stack,
                        fiber->outside_size);
    fiber_switch(&fiber->inside, &fiber->outside);
    fiber_after_switch(left, &fiber->outside_stack, &fiber->outside_size);
}

/* The lowest frame of a fiber's stack. It keeps no rounding: each function
   begins with that of its caller, as a called function does. */
static void run_functions(void)
{
    Fiber *fiber = entered;

    fiber_after_switch(NULL, &fiber->outside_stack, &fiber->outside_size);
    for (;;) {
        if (_setjmp(fiber->bottom) == 0)
            fiber->fn(fiber->arg);
        fiber->ended = true;
        leave_fiber(fiber, pool_is_full());
    }
}

static Fiber *make_fiber(void)
{
    char *stack = stacks < MOST_STACKS ? map_stack() : NULL;
    Fiber *fiber;

    if (!stack)
        return NULL;
    if (fiber_has_shadow_stack())
        die("async: this program runs with a shadow stack, which cannot "
            "follow from one stack to another; compile fiber.c with "
            "-fcf-protection=none");
    stacks++;
    fiber = xcalloc(1, sizeof *fiber);
    fiber->stack = stack;
    fiber_place(&fiber->inside, stack, STACK_SIZE, run_functions);
    return fiber;
}

Fiber *fiber_new(FiberFunction *fn, void *arg)
{
    Fiber *fiber = pool ? take_from_pool() : make_fiber();

    if (fiber) {
        fiber->fn = fn;
        fiber->arg = arg;
        fiber->ended = false;
    }
    return fiber;
}

void fiber_enter(Fiber *fiber)
{
    FiberRounding rounding = fiber_rounding();
    void *left = NULL;

    entered = fiber;
    fiber_before_switch(&left, fiber->stack, STACK_SIZE);
    fiber_switch(&fiber->outside, &fiber->inside);
    fiber_after_switch(left, NULL, NULL);
    fiber_set_rounding(rounding);
    if (fiber->ended)
        put_back(fiber);
}

void fiber_leave(Fiber *fiber)
{
    FiberRounding rounding = fiber_rounding();

    leave_fiber(fiber, false);
    fiber_set_rounding(rounding);
}

void fiber_end(Fiber *fiber)
{
    _longjmp(fiber->bottom, 1);
}
