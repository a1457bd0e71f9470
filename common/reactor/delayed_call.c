/* What reactor_call_later() has promised, changed in the table of calls. */
#include "delayed_call.h"

#include "die.h"
#include "reactor_inside.h"
#include "thread.h"

#include <math.h>

static int answer(bool was_to_come)
{
    return was_to_come ? 0 : UV_EALREADY;
}

int delayed_call_cancel(Reactor *reactor, DelayedCall call)
{
    thread_check("delayed_call_cancel");
    return answer(timers_remove(reactor_timers(reactor), call));
}

int delayed_call_reset(Reactor *reactor, DelayedCall call, double seconds)
{
    double when = reactor_time_in(reactor, seconds, "delayed_call_reset");

    return answer(timers_move(reactor_timers(reactor), call, when));
}

int delayed_call_delay(Reactor *reactor, DelayedCall call, double seconds)
{
    Timers *timers = reactor_timers(reactor);
    double when = 0;
    bool found = timers_find(timers, call, &when);

    thread_check("delayed_call_delay");
    if (!isfinite(when + seconds))
        die("delayed_call_delay: cannot put off a call by %g seconds",
            seconds);
    return found ? answer(timers_move(timers, call, when + seconds))
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
    double when = -1;

    thread_check("delayed_call_time");
    timers_find(reactor_timers(reactor), call, &when);
    return when;
}
