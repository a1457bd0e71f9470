/*
 * The kept things are a list, the newest first. To begin a callback is to
 * remember the newest of that moment; to end it is to free all that are newer.
 * A coroutine that waits takes its list along (keep_swap).
 */
#include "keep.h"

#include "xmalloc.h"

#include <stdlib.h>

struct Kept {
    Kept *older;
    Value value;
    void (*finally)(void *arg); /* or NULL, and there is only the Value */
    void *arg;
};

_Thread_local Kept *keep_newest;

static Kept *push_kept(void)
{
    Kept *kept = xcalloc(1, sizeof *kept);

    kept->older = keep_newest;
    keep_newest = kept;
    return kept;
}

static void free_newest(void)
{
    Kept *kept = keep_newest;

    /* Off the list before finally() runs: that may keep things itself, and
       keep_free_to() then frees those next. */
    keep_newest = kept->older;
    if (kept->finally)
        kept->finally(kept->arg);
    value_free(kept->value);
    free(kept);
}

Value keep(Value value)
{
    /* None and an int have no memory to free. */
    if (value.kind > VALUE_INT)
        push_kept()->value = value;
    return value;
}

void keep_finally(void (*fn)(void *arg), void *arg)
{
    Kept *kept = push_kept();

    kept->finally = fn;
    kept->arg = arg;
}

void keep_free_to(Kept *mark)
{
    while (keep_newest != mark)
        free_newest();
}

Kept *keep_swap(Kept *other)
{
    Kept *was = keep_newest;

    keep_newest = other;
    return was;
}
