/*
 * Alarm: runs the calls of a Timers table when their time has come.
 *
 * A uv_timer would be simpler, but its clock counts whole milliseconds and
 * is read once a turn, so that it can call up to two of them too early; and
 * one that is started again with 0 in its own callback leaves no time for
 * anything else. Here the calls run at one place of a turn of the loop, after
 * it has slept, and after a look at the real clock:
 *
 *     before it sleeps     one uv_timer is set for the first call, rounded
 *                          up to the next millisecond
 *     after it has slept   what is due runs; what that adds for 0 seconds
 *                          has to wait for the next turn
 *
 * If the first call is very late, the program was stopped (Ctrl-Z, a debugger)
 * or a callback has blocked. Clients may have sent something meanwhile. Then
 * the loop looks at them once more before any call runs, so that a time-out
 * does not come before the answer that was in time.
 */
#ifndef ALARM_H
#define ALARM_H

#include "timers.h"

#include <uv.h>

typedef struct {
    uv_prepare_t before_sleep;
    uv_check_t after_sleep;
    uv_timer_t end_of_sleep;
    double set_for; /* end_of_sleep is, if it is active */
    bool is_late;   /* the loop has been sent to look once more */
    Timers *timers;
} Alarm;

/* Seconds on the clock that the calls' times are on. */
double alarm_now(void);

/* Begins to run calls in the loop. While one is to come the alarm keeps the
   loop running. It must stay where it is until the loop has closed it. */
void alarm_start(Alarm *alarm, uv_loop_t *loop, Timers *timers);

/* Looks at the table now. A loop that nothing else keeps running needs that
   before uv_run(). */
void alarm_set(Alarm *alarm);

/* Closes the handles, in the next turn of the loop. */
void alarm_close(Alarm *alarm);

#endif
