/*
 * Calls to come: what a program asks of the reactor's clock. A number of
 * seconds from now becomes a time on that clock, and the time goes into the
 * table (timers.c) with the function to call.
 *
 * A real clock runs by itself: the loop (reactor.c) looks at the table on each
 * turn. A fake clock stands still until reactor_advance() moves it, and that
 * runs the calls which have become due.
 */
#include "reactor_state.h"

#include "die.h"
#include "thread.h"

#include <math.h>

double reactor_seconds(const Reactor *reactor)
{
    thread_check("reactor_seconds");
    return reactor->is_fake ? reactor->fake_time : alarm_now();
}

/* On a clock that has come far, now + seconds may be rounded to now. A call
   that schedules itself again after so short a time must not be due at once,
   or reactor_advance() would never return. */
double reactor_time_in(const Reactor *reactor, double seconds,
                       const char *function)
{
    double now, when;

    thread_check(function);
    now = reactor_seconds(reactor);
    when = now + seconds;
    if (!(seconds >= 0) || !isfinite(when))
        die("%s: cannot schedule a call %g seconds from now", function,
            seconds);
    return seconds > 0 && when <= now ? nextafter(now, INFINITY) : when;
}

DelayedCall reactor_call_later(Reactor *reactor, double seconds,
                               void (*fn)(void *arg), void *arg)
{
    double when = reactor_time_in(reactor, seconds, "reactor_call_later");

    return timers_add(reactor->timers, when, fn, arg);
}

DelayedCall reactor_keep_house(Reactor *reactor, double seconds,
                               void (*fn)(void *arg), void *arg)
{
    DelayedCall call = reactor_call_later(reactor, seconds, fn, arg);

    timers_set_housekeeping(reactor->timers, call);
    return call;
}

size_t reactor_calls(const Reactor *reactor)
{
    thread_check("reactor_calls");
    return timers_count(reactor->timers);
}

void reactor_advance(Reactor *reactor, double seconds)
{
    thread_check("reactor_advance");
    if (!reactor->is_fake)
        die("reactor_advance: the clock of this reactor is real");
    if (seconds < 0)
        die("reactor_advance: the clock cannot go back by %g s", -seconds);
    if (!isfinite(reactor->fake_time + seconds))
        die("reactor_advance: the clock cannot go on by %g s", seconds);
    reactor->fake_time += seconds;
    /* Each run leaves the calls that were added in it for the next one. */
    while (timers_first(reactor->timers) <= reactor->fake_time)
        timers_run(reactor->timers, reactor->fake_time);
}

void reactor_pump(Reactor *reactor, const double *steps, size_t count)
{
    for (size_t i = 0; i < count; i++)
        reactor_advance(reactor, steps[i]);
}

Timers *reactor_timers(Reactor *reactor)
{
    return reactor->timers;
}
