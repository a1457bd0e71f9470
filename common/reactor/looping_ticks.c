/*
 * The arithmetic of a looping call: times come in, in seconds, and out come
 * how long to wait and how many ticks have passed. Tick n is n whole intervals
 * after the start; tick 0 is the start itself. No clock is read here, and
 * nothing is called: looping_call.c does both.
 *
 * The clock's numbers are rounded, and a tick may come a trifle before its
 * time. So we keep the number of the tick that a call was scheduled for, and
 * call each tick once.
 */
#include "looping_ticks.h"

#include <math.h>

/* 2^53: up to here a double tells each tick from the next one. */
static const double most_ticks = 9007199254740992;

void looping_ticks_start(LoopingTicks *ticks, double interval, double now,
                         bool calls_now)
{
    *ticks = (LoopingTicks){
        .interval = interval,
        .start_time = now,
        .last_tick = calls_now ? -1 : 0,
    };
}

void looping_ticks_reset(LoopingTicks *ticks, double now)
{
    ticks->start_time = now;
    ticks->last_tick = 0;
}

/* How long to wait for the next whole interval after the start. */
static double seconds_to_next(const LoopingTicks *ticks, double now)
{
    double seconds;

    if (ticks->interval == 0)
        return 0;
    seconds = ticks->interval - fmod(now - ticks->start_time, ticks->interval);
    /* If the rest is so small that the clock cannot tell that time from now,
       the tick is now: wait for the next one. */
    return now + seconds == now ? ticks->interval : seconds;
}

/* How many intervals there are from the start to a time, not yet rounded. */
static double intervals_until(const LoopingTicks *ticks, double time)
{
    return fmin((time - ticks->start_time) / ticks->interval, most_ticks);
}

double looping_ticks_plan(LoopingTicks *ticks, double now)
{
    double seconds = seconds_to_next(ticks, now);

    if (ticks->interval == 0)
        return seconds;
    ticks->planned = round(intervals_until(ticks, now + seconds));
    /* The last tick came a trifle early, and its own time is still to come:
       skip that, or the tick would be called twice. */
    if (ticks->planned <= ticks->last_tick) {
        ticks->planned++;
        seconds += ticks->interval;
    }
    return seconds;
}

/* The number of the tick at this time. It is at least the planned one, even if
   the clock woke us a trifle early, and more if we are late. A loop that
   starts with a call starts at tick 0. */
static double tick_at(const LoopingTicks *ticks, double now)
{
    if (ticks->last_tick < 0)
        return 0;
    return fmax(floor(intervals_until(ticks, now)), ticks->planned);
}

double looping_ticks_call(LoopingTicks *ticks, double now)
{
    double tick, count;

    /* Without an interval there is no grid: each call counts as one tick. */
    if (ticks->interval == 0)
        return 1;
    tick = tick_at(ticks, now);
    count = fmax(tick - ticks->last_tick, 1);
    ticks->last_tick = tick;
    return count;
}
