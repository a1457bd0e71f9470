/*
 * libuv calls us twice in each turn of its loop. Before it sleeps we set one
 * uv_timer for the first call of the table; after it has slept we run the
 * calls that are due. alarm.h tells why that is better than one uv_timer for
 * each call. The reactor starts the alarm, and sets it before each uv_run().
 */
#include "alarm.h"

#include "trace.h"

#include <math.h>

enum { LONGEST_SLEEP = 24 * 60 * 60 }; /* seconds */

static const double very_late = 0.1; /* seconds */

double alarm_now(void)
{
    return (double)uv_hrtime() / 1e9;
}

/* The timer only ends the sleep: after_sleep() runs the calls. */
static void end_sleep(uv_timer_t *end_of_sleep)
{
}

/* Linux sleeps about 0.06 ms longer than you ask. So we ask for 0.05 ms less,
   which often saves the whole millisecond of rounding up: 99 of 100 calls are
   then at most 1.02 ms late, not 1.07. If the sleep does end too early, the
   loop turns without sleeping until it is time. */
static uint64_t milliseconds_until(double when)
{
    const double overshoot = 0.00005;
    double wait = fmax(when - alarm_now() - overshoot, 0);

    return (uint64_t)ceil(fmin(wait, LONGEST_SLEEP) * 1000);
}

void alarm_set(Alarm *alarm)
{
    uv_timer_t *timer = &alarm->end_of_sleep;
    double first = timers_first(alarm->timers);

    if (timers_count(alarm->timers) == 0) {
        uv_timer_stop(timer); /* an idle program may end */
    } else if (first != alarm->set_for ||
               !uv_is_active((uv_handle_t *)timer)) {
        /* uv_timer_start() counts from the loop's time, which may be old. */
        uv_update_time(timer->loop);
        uv_timer_start(timer, end_sleep, milliseconds_until(first), 0);
        alarm->set_for = first;
    }
}

static void before_sleep(uv_prepare_t *handle)
{
    alarm_set(handle->data);
    trace_asleep(handle->loop);
}

/* Returns true for the first of two turns: the loop reads its sockets once
   more, and in the second turn the calls run, however late they are. */
static bool looks_once_more(Alarm *alarm, double now)
{
    alarm->is_late =
        !alarm->is_late && now - timers_first(alarm->timers) > very_late;
    return alarm->is_late;
}

static void after_sleep(uv_check_t *handle)
{
    Alarm *alarm = handle->data;
    double now;

    trace_awake();
    if (timers_count(alarm->timers) == 0)
        return;
    now = alarm_now();
    if (!looks_once_more(alarm, now))
        timers_run(alarm->timers, now);
}

void alarm_start(Alarm *alarm, uv_loop_t *loop, Timers *timers)
{
    alarm->timers = timers;
    alarm->before_sleep.data = alarm;
    alarm->after_sleep.data = alarm;
    uv_timer_init(loop, &alarm->end_of_sleep);
    uv_prepare_init(loop, &alarm->before_sleep);
    uv_check_init(loop, &alarm->after_sleep);
    /* Only a call that is still to come may keep the loop running. */
    uv_unref((uv_handle_t *)&alarm->before_sleep);
    uv_unref((uv_handle_t *)&alarm->after_sleep);
    uv_prepare_start(&alarm->before_sleep, before_sleep);
    uv_check_start(&alarm->after_sleep, after_sleep);
}

void alarm_close(Alarm *alarm)
{
    uv_close((uv_handle_t *)&alarm->before_sleep, NULL);
    uv_close((uv_handle_t *)&alarm->after_sleep, NULL);
    uv_close((uv_handle_t *)&alarm->end_of_sleep, NULL);
}
