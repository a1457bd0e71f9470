/*
 * Fiber: a second C stack, to run a function on.
 *
 * A function that runs on a fiber may leave it in the middle, however deep
 * in calls it is: the code that entered the fiber runs on, and the function's
 * frames stay as they are. When the fiber is entered again, the function
 * goes on as if nothing had happened. A fiber is not a thread: it runs only
 * while the code that entered it stands still.
 *
 *     fiber = fiber_new(count, &n);
 *     fiber_enter(fiber);      count(&n) runs until it leaves
 *     ...
 *     fiber_enter(fiber);      it goes on from there, and returns
 *
 * A fiber ends when its function returns, or calls fiber_end(); its stack
 * then serves another. A fiber that has been left but not ended keeps its
 * stack: 256 KiB of addresses, of which the pages in use take memory. Below
 * each stack is a guard, 1 MiB of addresses that cannot be touched: a stack
 * that overflows stops the program and does not spoil its neighbor. (A single
 * frame larger than the guard could step over it; compile with
 * -fstack-clash-protection, and it cannot.)
 *
 * To a function it looks as if fiber_leave() were an ordinary call: it keeps
 * the registers that a call keeps, and also how the processor rounds. A new
 * function begins with the rounding of the code that enters it.
 *
 * Coroutines stand on this (coroutine.h); programs call those.
 */
#ifndef FIBER_H
#define FIBER_H

typedef struct Fiber Fiber;
typedef void FiberFunction(void *arg);

/* Makes a fiber that will run fn(arg). Returns NULL when the system has no
   room for one more stack (on Linux at about 32,000, vm.max_map_count). */
Fiber *fiber_new(FiberFunction *fn, void *arg);

/* Runs the fiber until it leaves or ends. Once it has ended, it is gone. */
void fiber_enter(Fiber *fiber);

/* On the fiber: goes back to where it was entered, and returns when it is
   entered again. */
void fiber_leave(Fiber *fiber);

/* On the fiber: ends it. The functions on its stack are not returned to. */
_Noreturn void fiber_end(Fiber *fiber);

#endif
