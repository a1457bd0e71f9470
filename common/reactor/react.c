/*
 * react() adds one callback to the program's Deferred, the last one, which
 * stops the reactor. When the reactor is stopped first, that callback runs
 * afterwards, from the cancel, and must not touch the reactor.
 */
#include "react.h"

#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    Reactor *reactor;
    int status; /* of main */
    enum { REACT_WAITS, REACT_FIRED, REACT_OVER } state;
} React;

/* The reactor was stopped, and a cancel is expected. Any other failure is
   reported as unhandled. */
static Value finish_late(React *react, Value result)
{
    free(react);
    if (failed(result) && as_failure(result)->code == UV_ECANCELED)
        return value_none();
    return result;
}

static Value finish_program(Value result, void *arg)
{
    React *react = arg;

    if (react->state == REACT_OVER)
        return finish_late(react, result);
    react->state = REACT_FIRED;
    if (failed(result)) {
        failure_print(stderr, "failed", as_failure(result));
        react->status = 1;
    }
    reactor_stop(react->reactor);
    return value_none();
}

int react(Reactor *reactor, Deferred *d)
{
    React *react = xcalloc(1, sizeof *react);
    int status;

    thread_check("react");
    react->reactor = reactor;
    deferred_add_both(d, finish_program, react);
    reactor_run(reactor);
    if (react->state == REACT_WAITS && !reactor_stopping(reactor)) {
        fputs("failed: nothing is left to wait for\n", stderr);
        react->status = 1;
    }
    status = react->status;
    if (react->state == REACT_FIRED) {
        free(react);
    } else {
        react->state = REACT_OVER;
        deferred_cancel(d);
    }
    deferred_ignore(d);
    return status;
}
