/* The way onto a new stack where fiber_switch.h does not know the processor:
   ucontext can go to one everywhere, but makes a system call each time. So it
   goes there once, to call setjmp(); from then on longjmp() leads there.
   Elsewhere this file is empty. */
#undef _FORTIFY_SOURCE

#include "fiber_switch.h"

#ifdef FIBER_PORTABLE_H

#include <ucontext.h>

static FiberPlace *place_to_begin;
static ucontext_t place_maker;

/* The lowest frame of the new stack. */
static void begin_at_place(void)
{
    FiberPlace *place = place_to_begin;

    if (_setjmp(place->registers) == 0)
        setcontext(&place_maker);
    place->code();
}

void fiber_place(FiberPlace *place, char *stack, size_t size, void (*fn)(void))
{
    ucontext_t there;

    getcontext(&there);
    there.uc_stack.ss_sp = stack;
    there.uc_stack.ss_size = size;
    there.uc_link = NULL;
    makecontext(&there, begin_at_place, 0);
    place->code = fn;
    place_to_begin = place;
    swapcontext(&place_maker, &there);
}

#endif
