/*
 * react() adds one callback to the program's Deferred, the last one, which
 * stops the reactor. If the reactor is stopped first, react() cancels the
 * Deferred, and that callback runs then or even later: it must not touch the
 * reactor any more.
 */
#include "react.h"

#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>

typedef struct {
    Reactor *reactor;
    int status; /* of main */
    enum {
        REACT_WAITS, /* for the Deferred */
        REACT_FIRED, /* it has fired, and react() still runs */
        REACT_OVER,  /* react() has left: the callback frees this */
    } state;
} React;

/* react() has canceled the Deferred, so we expect UV_ECANCELED. Any other
   failure is passed on, and is reported as unhandled. */
static Value settle_after_stop(React *react, Value result)
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
        return settle_after_stop(react, result);
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
    /* The loop has run dry: no event can fire the Deferred any more. */
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
