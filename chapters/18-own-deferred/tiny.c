#include "tiny.h"

#include "die.h"
#include "trace.h"
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
    unsigned lane; /* in the picture */
};

Tiny *tiny_new(const char *name)
{
    Tiny *t = xcalloc(1, sizeof *t);

    if (trace_on)
        t->lane = trace_begin("tiny", "%s", name);
    return t;
}

void tiny_free(Tiny *t)
{
    if (trace_on)
        trace_end(t->lane, "");
    value_free(t->result);
    free(t);
}

static void do_step(Tiny *t)
{
    Step step = t->steps[t->done++];
    Value was = t->result;

    if (trace_on)
        trace_enter("callback", 0, t->lane);
    t->result = step.fn(was, step.arg);
    value_free(was);
    if (trace_on)
        trace_leave();
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
