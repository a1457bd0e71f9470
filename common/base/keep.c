#include "keep.h"

#include "xmalloc.h"

#include <stdlib.h>

struct Kept {
    Kept *older;
    Value value;
    void (*finally)(void *arg);
    void *arg;
};

_Thread_local Kept *keep_newest;

static Kept *push(void)
{
    Kept *kept = xcalloc(1, sizeof *kept);

    kept->older = keep_newest;
    keep_newest = kept;
    return kept;
}

static void pop(void)
{
    Kept *kept = keep_newest;

    keep_newest = kept->older;
    if (kept->finally)
        kept->finally(kept->arg);
    value_free(kept->value);
    free(kept);
}

Value keep(Value value)
{
    if (value.kind > VALUE_INT)
        push()->value = value;
    return value;
}

void keep_finally(void (*fn)(void *arg), void *arg)
{
    Kept *kept = push();

    kept->finally = fn;
    kept->arg = arg;
}

void keep_free_to(Kept *mark)
{
    while (keep_newest != mark)
        pop();
}

Kept *keep_swap(Kept *other)
{
    Kept *was = keep_newest;

    keep_newest = other;
    return was;
}
