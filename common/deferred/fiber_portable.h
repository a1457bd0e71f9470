/*
 * The switch from one stack to another by setjmp() and longjmp(), for
 * processors that fiber_switch.h does not know. What is to be kept is the C
 * library's business: it knows its processor's ABI.
 */
#ifndef FIBER_PORTABLE_H
#define FIBER_PORTABLE_H

#include <setjmp.h>
#include <stddef.h>

typedef struct {
    jmp_buf registers;
    void (*code)(void);
} FiberPlace;

/* Makes a place at which fn() will begin, on a stack of its own; it must
   never return. */
void fiber_place(FiberPlace *place, char *stack, size_t size,
                 void (*fn)(void));

static inline void fiber_switch(FiberPlace *from, FiberPlace *to)
{
    if (_setjmp(from->registers) == 0)
        _longjmp(to->registers, 1);
}

#endif
