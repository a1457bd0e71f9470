#include "react.h"

#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    Reactor *reactor;
    bool fired;
    bool over; /* react() does not look at it any more */
    int status;
} React;

/* What comes after the end has no one to tell but the one who has stopped
   the program, and expects a cancel. */
static Value finish_late(React *state, Value result)
{
    free(state);
    if (failed(result) && as_failure(result)->code == UV_ECANCELED)
        return value_none();
    return result;
}

static Value finish(Value result, void *arg)
{
    React *state = arg;

    if (state->over)
        return finish_late(state, result);
    state->fired = true;
    if (failed(result)) {
        failure_print(stderr, "failed", as_failure(result));
        state->status = 1;
    }
    reactor_stop(state->reactor);
    return value_none();
}

int react(Reactor *reactor, Deferred *d)
{
    React *state = xcalloc(1, sizeof *state);
    int status;

    state->reactor = reactor;
    deferred_add_both(d, finish, state);
    reactor_run(reactor);
    if (!state->fired && !reactor_stopping(reactor)) {
        fputs("failed: nothing is left to wait for\n", stderr);
        state->status = 1;
    }
    status = state->status;
    state->over = true;
    if (state->fired)
        free(state);
    else
        deferred_cancel(d);
    deferred_ignore(d);
    return status;
}
