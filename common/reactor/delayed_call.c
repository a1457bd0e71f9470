/*
 * You change a call by its name: each function here finds it in the reactor's
 * table of calls (timers.c), which also knows whether it is still to come. The
 * alarm looks at the table before each sleep, and needs no word from us.
 */
#include "delayed_call.h"

#include "die.h"
#include "reactor_inside.h"
#include "thread.h"

#include <math.h>

/* The table says yes or no; the caller expects a code of libuv. */
static int status_of_change(bool was_to_come)
{
    return was_to_come ? 0 : UV_EALREADY;
}

int delayed_call_cancel(Reactor *reactor, DelayedCall call)
{
    thread_check("delayed_call_cancel");
    return status_of_change(timers_remove(reactor_timers(reactor), call));
}

int delayed_call_reset(Reactor *reactor, DelayedCall call, double seconds)
{
    double when = reactor_time_in(reactor, seconds, "delayed_call_reset");

    return status_of_change(timers_move(reactor_timers(reactor), call, when));
}

int delayed_call_delay(Reactor *reactor, DelayedCall call, double seconds)
{
    Timers *timers = reactor_timers(reactor);
    double when = 0;
    bool found = timers_find(timers, call, &when);

    thread_check("delayed_call_delay");
    /* A wrong number is a bug of the program, even for a call that is over. */
    if (!isfinite(when + seconds))
        die("delayed_call_delay: cannot put off a call by %g seconds",
            seconds);
    return found ? status_of_change(timers_move(timers, call, when + seconds))
                 : UV_EALREADY;
}

bool delayed_call_active(Reactor *reactor, DelayedCall call)
{
    double when;

    thread_check("delayed_call_active");
    return timers_find(reactor_timers(reactor), call, &when);
}

double delayed_call_time(Reactor *reactor, DelayedCall call)
{
    double when = -1; /* stays if the call is over */

    thread_check("delayed_call_time");
    timers_find(reactor_timers(reactor), call, &when);
    return when;
}
