/* Fortified, longjmp() refuses to jump to another stack. */
#undef _FORTIFY_SOURCE

#include "fiber.h"

#include "die.h"
#include "fiber_sanitizer.h"
#include "xmalloc.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

enum {
    STACK_SIZE = 256 * 1024,    /* jansson needs 190 for its worst input */
    MOST_STACKS = 60000 / FIBER_MAPPINGS,   /* Linux allows 65,530 */
    POOL_SIZE = 1024
};

struct Fiber {
    FiberFunction *fn;
    void *arg;
    char *stack;            /* the lowest byte */
    Fiber *next;            /* in the pool */
    bool begun;
    bool ended;
    jmp_buf outside;        /* where it was entered */
    jmp_buf inside;         /* where it left */
    jmp_buf bottom;         /* below fn, for fiber_end() */
    const void *outside_stack;
    size_t outside_size;
};

static Fiber *pool;
static unsigned pooled;
static unsigned stacks;
static Fiber *beginning;

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

static Fiber *make(void)
{
    char *stack = stacks < MOST_STACKS ? map_stack() : NULL;
    Fiber *fiber;

    if (!stack)
        return NULL;
    stacks++;
    fiber = xcalloc(1, sizeof *fiber);
    fiber->stack = stack;
    return fiber;
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

static _Noreturn void leave_for_ever(Fiber *fiber)
{
    before_switch(NULL, fiber->outside_stack, fiber->outside_size);
    _longjmp(fiber->outside, 1);
}

/* The lowest frame of a fiber's stack, which is never left: in the pool it
   waits for the next function. */
static void run_functions(void)
{
    Fiber *fiber = beginning;

    after_switch(NULL, &fiber->outside_stack, &fiber->outside_size);
    for (;;) {
        if (_setjmp(fiber->bottom) == 0)
            fiber->fn(fiber->arg);
        fiber->ended = true;
        if (pool_is_full())
            leave_for_ever(fiber);
        fiber_leave(fiber);
    }
}

/* ucontext is the one portable way onto a new stack, but takes two system
   calls, twenty times as long as a jump. So it is used once a stack. */
static _Noreturn void begin(Fiber *fiber)
{
    static ucontext_t context;

    fiber->begun = true;
    beginning = fiber;
    getcontext(&context);
    context.uc_stack.ss_sp = fiber->stack;
    context.uc_stack.ss_size = STACK_SIZE;
    makecontext(&context, run_functions, 0);
    setcontext(&context);
    die("fiber_enter: setcontext does not work here");
}

void fiber_enter(Fiber *fiber)
{
    void *left = NULL;

    before_switch(&left, fiber->stack, STACK_SIZE);
    if (_setjmp(fiber->outside) == 0) {
        if (fiber->begun)
            _longjmp(fiber->inside, 1);
        begin(fiber);
    }
    after_switch(left, NULL, NULL);
    if (fiber->ended)
        put_back(fiber);
}

void fiber_leave(Fiber *fiber)
{
    void *left = NULL;

    before_switch(&left, fiber->outside_stack, fiber->outside_size);
    if (_setjmp(fiber->inside) == 0)
        _longjmp(fiber->outside, 1);
    after_switch(left, &fiber->outside_stack, &fiber->outside_size);
}

void fiber_end(Fiber *fiber)
{
    _longjmp(fiber->bottom, 1);
}
