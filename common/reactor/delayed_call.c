#include "delayed_call.h"

#include "die.h"

static int answer(bool was_to_come)
{
    return was_to_come ? 0 : UV_EALREADY;
}

int delayed_call_cancel(Reactor *reactor, DelayedCall call)
{
    return answer(timers_remove(reactor_timers(reactor), call));
}

int delayed_call_reset(Reactor *reactor, DelayedCall call, double seconds)
{
    double when = reactor_seconds(reactor) + seconds;

    if (!(seconds >= 0))
        die("delayed_call_reset: %g seconds from now is over", seconds);
    return answer(timers_move(reactor_timers(reactor), call, when));
}

int delayed_call_delay(Reactor *reactor, DelayedCall call, double seconds)
{
    Timers *timers = reactor_timers(reactor);
    double when;

    if (!timers_find(timers, call, &when))
        return UV_EALREADY;
    return answer(timers_move(timers, call, when + seconds));
}

bool delayed_call_active(Reactor *reactor, DelayedCall call)
{
    double when;

    return timers_find(reactor_timers(reactor), call, &when);
}

double delayed_call_time(Reactor *reactor, DelayedCall call)
{
    double when = -1;

    timers_find(reactor_timers(reactor), call, &when);
    return when;
}
