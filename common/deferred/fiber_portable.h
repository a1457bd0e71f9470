/*
 * The switch from one stack to another by setjmp() and longjmp(), for
 * processors that fiber_switch.h does not know.
 */
#ifndef FIBER_PORTABLE_H
#define FIBER_PORTABLE_H

#include <setjmp.h>
#include <ucontext.h>

typedef struct {
    jmp_buf registers;
    void (*code)(void);
} Place;

static Place *fiber_new_place;
static ucontext_t fiber_maker;

static void fiber_place_begin(void)
{
    Place *place = fiber_new_place;

    if (_setjmp(place->registers) == 0)
        setcontext(&fiber_maker);
    place->code();
}

/* ucontext is the one portable way onto a new stack, but it makes a system
   call each time. So it goes there once, to call setjmp(). */
static inline void fiber_place(Place *place, char *stack, size_t size,
                               void (*fn)(void))
{
    ucontext_t there;

    getcontext(&there);
    there.uc_stack.ss_sp = stack;
    there.uc_stack.ss_size = size;
    there.uc_link = NULL;
    makecontext(&there, fiber_place_begin, 0);
    place->code = fn;
    fiber_new_place = place;
    swapcontext(&fiber_maker, &there);
}

static inline void fiber_switch(Place *from, Place *to)
{
    if (_setjmp(from->registers) == 0)
        _longjmp(to->registers, 1);
}

#endif
