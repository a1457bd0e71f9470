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
 *     after it has slept   the calls that are due run; if they add others
 *                          for 0 seconds, these wait for the next turn
 *
 * If the first call is very late, the program was stopped (Ctrl-Z, a debugger)
 * or a callback has blocked. Clients may have sent something meanwhile. Then
 * the loop looks at them once more before any call runs: an answer that came
 * in time wins over its time-out.
 *
 * Only the reactor uses this. The functions are for the loop's thread.
 */
#ifndef ALARM_H
#define ALARM_H

#include "timers.h"

#include <uv.h>

typedef struct {
    /* alarm_start() sets these, once: */
    uv_prepare_t before_sleep;
    uv_check_t after_sleep;
    uv_timer_t end_of_sleep;
    Timers *timers; /* lent, by the reactor */

    /* alarm_set(): */
    double set_for; /* the time that end_of_sleep is for, if it is active */

    /* after_sleep(): */
    bool is_late; /* the loop has been sent to look once more */
} Alarm;

/* Returns the time in seconds, on the clock of the calls: it never goes back,
   and counts from an arbitrary moment. */
double alarm_now(void);

/* Begins to run the table's calls in the loop. As long as a call is to come,
   the alarm keeps the loop running. You own the Alarm: do not move or free it
   before the loop has closed its handles. */
void alarm_start(Alarm *alarm, uv_loop_t *loop, Timers *timers);

/* Sets the timer for the table's first call. Call it before uv_run(), or a
   loop with nothing but calls ends at once. */
void alarm_set(Alarm *alarm);

/* Closes the handles; the loop needs one more turn to finish that. */
void alarm_close(Alarm *alarm);

#endif
