/* A Deferred in 60 lines: a list of steps, a result, and one rule for both. */
#include "tiny.h"

#include "die.h"
#include "xmalloc.h"

#include <stdlib.h>

enum { MOST = 8 };

typedef struct {
    TinyCallback *fn;
    void *arg;
} Step;

struct Tiny {
    Step steps[MOST];
    size_t added;
    size_t done;
    bool fired;
    Value result;
};

Tiny *tiny_new(void)
{
    return xcalloc(1, sizeof(Tiny));
}

void tiny_free(Tiny *t)
{
    value_free(t->result);
    free(t);
}

static void do_step(Tiny *t)
{
    Step step = t->steps[t->done++];
    Value was = t->result;

    t->result = step.fn(was, step.arg);
    value_free(was);
}

static void run(Tiny *t)
{
    while (t->fired && t->done < t->added)
        do_step(t);
}

void tiny_then(Tiny *t, TinyCallback *fn, void *arg)
{
    if (t->added == MOST)
        die("tiny_then: there is room for %d functions", MOST);
    t->steps[t->added++] = (Step){fn, arg};
    run(t);
}

bool tiny_fire(Tiny *t, Value result)
{
    if (t->fired) {
        value_free(result);
        return false;
    }
    t->fired = true;
    t->result = result;
    run(t);
    return true;
}
