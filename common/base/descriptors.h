/*
 * Descriptors: a program needs three of them filled, and some more free,
 * before it can begin.
 *
 * A program may be started with its standard input, output or error closed
 * (`program <&- >&-`, the old way to make a daemon). Then the next thing that
 * it opens gets the number 0, 1 or 2: you print, and the text goes into a
 * socket; and libuv, which never closes these numbers, aborts at the end. So
 * fill them before you open anything.
 */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <stdbool.h>

/* Opens /dev/null for each of the numbers 0 to 2 that is closed. If that
   fails, it prints a sentence to stderr, unless that is closed too, and exits
   with status 1. */
void descriptors_fill(void);

/* Returns whether the program can open count descriptors more, 0 to 16. If
   not, errno says why. It needs an open standard input, which
   descriptors_fill() gives you. */
bool descriptors_left(int count);

#endif
