/*
 * The end of a program that has a bug.
 *
 * A mistake in the program itself (an int read as text, await outside a
 * coroutine, a Deferred given away twice) has no sensible answer at run
 * time. It stops the program at once, with one sentence that names the
 * function and the mistake; a debugger then shows the line. An error of the
 * outside world never comes here: it is a failure and travels the errback
 * chain (value.h).
 */
#ifndef DIE_H
#define DIE_H

/* Prints "PROGRAM: SENTENCE" on stderr and aborts. Does not return. */
_Noreturn void die(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
