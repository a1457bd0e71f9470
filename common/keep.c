#include "keep.h"

#include "xmalloc.h"

#include <stdlib.h>

struct Kept {
    Kept *older;
    Value value;
    void (*finally)(void *arg);
    void *arg;
};

static _Thread_local Kept *newest;

static Kept *push(void)
{
    Kept *kept = xcalloc(1, sizeof *kept);

    kept->older = newest;
    newest = kept;
    return kept;
}

static void pop(void)
{
    Kept *kept = newest;

    newest = kept->older;
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

Kept *keep_begin(void)
{
    return newest;
}

void keep_end(Kept *mark)
{
    while (newest != mark)
        pop();
}

Kept *keep_swap(Kept *other)
{
    Kept *was = newest;

    newest = other;
    return was;
}
