/* Fortified, longjmp() would refuse to jump to another stack. */
#undef _FORTIFY_SOURCE

#include "fiber.h"

#include "fiber_sanitizer.h"
#include "fiber_switch.h"
#include "xmalloc.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    STACK_SIZE = 256 * 1024, /* jansson needs 190 for its worst input */
    MOST_STACKS = 60000 / FIBER_MAPPINGS, /* Linux allows 65,530 */
    POOL_SIZE = 1024
};

struct Fiber {
    FiberFunction *fn;
    void *arg;
    char *stack; /* the lowest byte */
    Fiber *next; /* in the pool */
    bool ended;
    Place outside;  /* where it was entered */
    Place inside;   /* where it left */
    jmp_buf bottom; /* below fn, for fiber_end() */
    const void *outside_stack;
    size_t outside_size;
};

static Fiber *pool;
static unsigned pooled;
static unsigned stacks;
static Fiber *entered; /* the last one; for run_functions() */

static char *map_stack(void)
{
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, guard + STACK_SIZE, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (memory == MAP_FAILED)
        return NULL;
    if (mprotect(memory, guard, PROT_NONE) != 0) {
        munmap(memory, guard + STACK_SIZE);
        return NULL;
    }
    return memory + guard;
}

static void unmap_stack(char *stack)
{
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);

    munmap(stack - guard, guard + STACK_SIZE);
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

static void leave(Fiber *fiber, bool for_ever)
{
    void *left = NULL;

    before_switch(for_ever ? NULL : &left, fiber->outside_stack,
                  fiber->outside_size);
    fiber_switch(&fiber->inside, &fiber->outside);
    after_switch(left, &fiber->outside_stack, &fiber->outside_size);
}

/* The lowest frame of a fiber's stack, which is never left: in the pool it
   waits for the next function. */
static void run_functions(void)
{
    Fiber *fiber = entered;

    after_switch(NULL, &fiber->outside_stack, &fiber->outside_size);
    for (;;) {
        if (_setjmp(fiber->bottom) == 0)
            fiber->fn(fiber->arg);
        fiber->ended = true;
        leave(fiber, pool_is_full());
    }
}

static Fiber *make(void)
{
    char *stack = stacks < MOST_STACKS ? map_stack() : NULL;
    Fiber *fiber;

    if (!stack)
        return NULL;
    stacks++;
    fiber = xcalloc(1, sizeof *fiber);
    fiber->stack = stack;
    fiber_place(&fiber->inside, stack, STACK_SIZE, run_functions);
    return fiber;
}

Fiber *fiber_new(FiberFunction *fn, void *arg)
{
    Fiber *fiber = pool ? take_from_pool() : make();

    if (fiber) {
        fiber->fn = fn;
        fiber->arg = arg;
        fiber->ended = false;
    }
    return fiber;
}

void fiber_enter(Fiber *fiber)
{
    void *left = NULL;

    entered = fiber;
    before_switch(&left, fiber->stack, STACK_SIZE);
    fiber_switch(&fiber->outside, &fiber->inside);
    after_switch(left, NULL, NULL);
    if (fiber->ended)
        put_back(fiber);
}

void fiber_leave(Fiber *fiber)
{
    leave(fiber, false);
}

void fiber_end(Fiber *fiber)
{
    _longjmp(fiber->bottom, 1);
}
