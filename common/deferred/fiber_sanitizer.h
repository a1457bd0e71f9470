/*
 * What AddressSanitizer must be told when a fiber is entered or left: which
 * stack comes next, and that it has been reached. It would take a frame on
 * another stack for an overflow. Without it these functions do nothing.
 *
 * Left is where the sanitizer keeps what it knows of the stack that is left,
 * until that is reached again; NULL means that it never will be.
 */
#ifndef FIBER_SANITIZER_H
#define FIBER_SANITIZER_H

#include <stddef.h>

/* gcc and clang say in different ways that it is there. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define FIBER_ADDRESS_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define FIBER_ADDRESS_SANITIZER
#endif

#ifdef FIBER_ADDRESS_SANITIZER
#include <sanitizer/common_interface_defs.h>

/* A stack, its guard, and what the sanitizer itself adds. */
enum { FIBER_MAPPINGS = 4 };

/* Tells to which stack the switch goes. */
static inline void fiber_before_switch(void **left, const void *stack,
                                       size_t size)
{
    __sanitizer_start_switch_fiber(left, stack, size);
}

/* Tells that it was reached; sets *stack and *size, if they are not NULL,
   to the one from which the switch came. */
static inline void fiber_after_switch(void *left, const void **stack,
                                      size_t *size)
{
    __sanitizer_finish_switch_fiber(left, stack, size);
}
#else
/* A stack and its guard. */
enum { FIBER_MAPPINGS = 2 };

static inline void fiber_before_switch(void **left, const void *stack,
                                       size_t size)
{
}

static inline void fiber_after_switch(void *left, const void **stack,
                                      size_t *size)
{
}
#endif

#endif
