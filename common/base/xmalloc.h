/*
 * Memory that is always there.
 *
 * Small programs have no better answer to "out of memory" than to stop, and
 * code that checks each allocation is hard to read and never tested. So the
 * whole library allocates here: these functions never return NULL. When the
 * system has no more memory they say so on stderr and exit with status 1.
 * What they return is freed with free().
 */
#ifndef XMALLOC_H
#define XMALLOC_H

#include <stddef.h>

/* Returns size bytes, not cleared. */
void *xmalloc(size_t size);

/* Returns room for count items of size bytes each, cleared to zero. */
void *xcalloc(size_t count, size_t size);

/* Resizes memory, which may be NULL, to size bytes and returns it. */
void *xrealloc(void *memory, size_t size);

/* Returns a copy of a text. */
char *xstrdup(const char *text);

#endif
