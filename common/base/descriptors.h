/*
 * Descriptors: what a program needs of them before it can begin.
 *
 * A program may be started with its standard input, output or error closed
 * (`program <&- >&-`, the old way to make a daemon). Then the next thing that
 * it opens gets the number 0, 1 or 2: what is printed goes into a socket, and
 * libuv, which never closes these numbers, aborts at the end. So whatever
 * starts a program fills them first.
 */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <stdbool.h>

/* Opens /dev/null in place of each of the numbers 0 to 2 that is closed. If
   it cannot be opened, prints a sentence, if there is a place to print it,
   and exits with 1. */
void descriptors_fill(void);

/* Returns whether the program may open count descriptors more, 16 at most;
   errno says why not. */
bool descriptors_left(int count);

#endif
