/*
 * Ticks: the times at which a looping call calls, as numbers. Only
 * looping_call.c uses this. All times are in seconds, on the reactor's clock.
 */
#ifndef LOOPING_TICKS_H
#define LOOPING_TICKS_H

#include <stdbool.h>

typedef struct {
    double interval;   /* seconds from one tick to the next, or 0 */
    double start_time; /* of tick 0; a reset moves it */
    double planned;    /* the tick that the next call is for */
    double last_tick;  /* the last that was called; -1 before tick 0 */
} LoopingTicks;

/* Starts a run at this time. calls_now: tick 0 is called, too. */
void looping_ticks_start(LoopingTicks *ticks, double interval, double now,
                         bool calls_now);

/* Counts from this time on, as if tick 0 had just been called. */
void looping_ticks_reset(LoopingTicks *ticks, double now);

/* Plans the next call. Returns how many seconds from now it is: more than 0,
   or 0 if there is no interval. */
double looping_ticks_plan(LoopingTicks *ticks, double now);

/* A call comes at this time. Returns how many ticks have come since the last
   call, 1 or more. */
double looping_ticks_call(LoopingTicks *ticks, double now);

#endif
