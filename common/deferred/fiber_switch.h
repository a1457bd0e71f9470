/*
 * The switch from one stack to another: the part of a fiber that depends on
 * the processor.
 *
 * A Place is where a stack was left. fiber_switch() notes the place where it
 * is called and goes to another one; it returns when somebody switches back.
 *
 * setjmp() and longjmp() can do this everywhere. But the processor predicts
 * where functions return to, and longjmp() spoils that: an await that has to
 * wait takes 124 ns with it, and 76 ns with the seven instructions for
 * x86-64 (tests/bench/coroutine.c). FIBER_PORTABLE asks for setjmp() there
 * too.
 */
#ifndef FIBER_SWITCH_H
#define FIBER_SWITCH_H

#include <stddef.h>

#if defined(__x86_64__) && !defined(FIBER_PORTABLE)

typedef struct {
    void *stack;
    void *frame;
    void (*code)(void);
} Place;

/* Makes a place at which fn() will begin, on a stack of its own; it must
   never return. As if it had been called, the stack is 8 bytes off 16. */
static inline void fiber_place(Place *place, char *stack, size_t size,
                               void (*fn)(void))
{
    *place = (Place){.stack = stack + size - 8, .code = fn};
}

/* The compiler itself saves what it needs of the registers in the last
   lines, for they may come back changed. */
static inline void fiber_switch(Place *from, Place *to)
{
    __asm__ volatile("leaq 1f(%%rip), %%rax\n\t"
                     "movq %%rsp, (%0)\n\t"
                     "movq %%rbp, 8(%0)\n\t"
                     "movq %%rax, 16(%0)\n\t"
                     "movq (%1), %%rsp\n\t"
                     "movq 8(%1), %%rbp\n\t"
                     "jmpq *16(%1)\n"
                     "1:"
                     : "+D"(from), "+S"(to)
                     :
                     : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11",
                       "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2",
                       "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                       "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",
                       "cc", "memory");
}

#else
#include "fiber_portable.h"
#endif

#endif
