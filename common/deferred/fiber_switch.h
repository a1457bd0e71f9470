/*
 * The switch from one stack to another: the part of a fiber that depends on
 * the processor.
 *
 * A FiberPlace is where a stack was left. fiber_switch() notes the place where
 * it is called and goes to another one; it returns when another switch leads
 * back. Like a call it keeps what a function must keep (the x86-64 ABI,
 * AAPCS64): stack, frame and callee-saved registers. How the processor rounds
 * is such a thing too, and is kept by the two functions below.
 *
 * setjmp() and longjmp() can do this everywhere. But the processor predicts
 * where functions return to, and longjmp() spoils that: an await that has to
 * wait takes 124 ns with it, and 76 ns with the few instructions for
 * x86-64 (tests/bench/coroutine.c). FIBER_PORTABLE asks for setjmp() there
 * too.
 */
#ifndef FIBER_SWITCH_H
#define FIBER_SWITCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __x86_64__

/* The rounding mode and its like: MXCSR is for SSE, the control word for the
   x87, which computes long double. */
typedef struct {
    uint32_t mxcsr;
    uint16_t control_word;
} FiberRounding;

static inline FiberRounding fiber_rounding(void)
{
    FiberRounding now;

    __asm__ volatile("stmxcsr %0\n\t"
                     "fnstcw %1"
                     : "=m"(now.mxcsr), "=m"(now.control_word));
    return now;
}

/* Few programs ever change it, and to look costs less than to load. The low
   six bits of MXCSR are no setting: they tell what has happened so far. */
static inline void fiber_set_rounding(FiberRounding rounding)
{
    FiberRounding now = fiber_rounding();

    if ((now.mxcsr ^ rounding.mxcsr) & ~0x3fu)
        __asm__ volatile("ldmxcsr %0" : : "m"(rounding.mxcsr));
    if (now.control_word != rounding.control_word)
        __asm__ volatile("fldcw %0" : : "m"(rounding.control_word));
}

/* Whether the processor keeps a second stack of return addresses for this
   thread (Intel's CET). It does not follow fiber_switch() and would stop the
   program at the next return. Where it is off the instruction does nothing. */
static inline bool fiber_has_shadow_stack(void)
{
    uint64_t pointer = 0;

    __asm__ volatile("rdsspq %0" : "+r"(pointer));
    return pointer != 0;
}

#else
#include <fenv.h>

typedef int FiberRounding;

static inline FiberRounding fiber_rounding(void)
{
    return fegetround();
}

static inline void fiber_set_rounding(FiberRounding rounding)
{
    if (fegetround() != rounding)
        fesetround(rounding);
}

static inline bool fiber_has_shadow_stack(void)
{
    return false;
}

#endif

#if defined(__x86_64__) && !defined(FIBER_PORTABLE)

typedef struct {
    void *stack;
    void *frame;
    void (*code)(void);
} FiberPlace;

/* Makes a place at which fn() will begin, on a stack of its own; it must
   never return. As if it had been called, the stack is 8 bytes off 16. */
static inline void fiber_place(FiberPlace *place, char *stack, size_t size,
                               void (*fn)(void))
{
    *place = (FiberPlace){.stack = stack + size - 8, .code = fn};
}

/* All other registers may come back changed. The last lines say so, and the
   compiler itself saves those that it needs. Each register that a flag lets
   it use must be there: one that is missing is lost in such a build only.
   The x87's and MMX's are the same registers by two names. */
#define FIBER_CHANGES \
    "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", \
        "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", \
        "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", \
        "xmm15", "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7", \
        "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)", \
        "cc", "memory"
#ifdef __AVX512F__
#define FIBER_CHANGES_512 \
    "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", \
        "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", "xmm29", "xmm30", \
        "xmm31", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7",
#else
#define FIBER_CHANGES_512
#endif

/* The endbr64 marks a place that may be jumped to; where nothing checks that
   (-fcf-protection=branch), it does nothing. */
static inline void fiber_switch(FiberPlace *from, FiberPlace *to)
{
    __asm__ volatile("leaq 1f(%%rip), %%rax\n\t"
                     "movq %%rsp, (%0)\n\t"
                     "movq %%rbp, 8(%0)\n\t"
                     "movq %%rax, 16(%0)\n\t"
                     "movq (%1), %%rsp\n\t"
                     "movq 8(%1), %%rbp\n\t"
                     "jmpq *16(%1)\n"
                     "1:\n\t"
                     "endbr64"
                     : "+D"(from), "+S"(to)
                     :
                     : FIBER_CHANGES_512 FIBER_CHANGES);
}

#else
#include "fiber_portable.h"
#endif

#endif
