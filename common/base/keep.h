/*
 * keep: what lives as long as the function that asked for it.
 *
 * A callback, a handler and a coroutine often need a text of their own on
 * the way to their result: a name in upper case, a URL. They hand it to
 * keep(), or call a function that does so (text_upper), and use it freely;
 * it is freed when the callback, handler or coroutine has ended, however it
 * ends. So there is nothing to free on any path.
 *
 *     return value_textf("Hello %s!", text_upper(name));
 *
 * What is kept outside any of these (in main) lives until the program ends.
 */
#ifndef KEEP_H
#define KEEP_H

#include "value.h"

typedef struct Kept Kept;

/* Takes a Value and returns it: from now on it is lent to the running
   callback, handler or coroutine, until that ends. */
Value keep(Value value);

/* Calls fn(arg) when the running callback, handler or coroutine ends, the
   last one first (Go's defer, Python's finally). */
void keep_finally(void (*fn)(void *arg), void *arg);

/* For code that runs callbacks: all that is kept between keep_begin() and
   keep_end() with its mark is freed by the latter. They nest. Both run for
   each callback: as calls they would be a sixth of the time that one takes. */
extern _Thread_local Kept *keep_newest;

static inline Kept *keep_begin(void)
{
    return keep_newest;
}

void keep_free_to(Kept *mark);

static inline void keep_end(Kept *mark)
{
    if (keep_newest != mark)
        keep_free_to(mark);
}

/* For code that switches stacks: makes other the current collection, and
   returns the one that was. NULL is an empty one. */
Kept *keep_swap(Kept *other);

#endif
