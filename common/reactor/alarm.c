/* The two moments of a turn: alarm.h tells why there are two. */
#include "alarm.h"

#include "trace.h"

#include <math.h>

enum { LONGEST_SLEEP = 24 * 60 * 60 }; /* seconds */

static const double very_late = 0.1; /* seconds */

double alarm_now(void)
{
    return (double)uv_hrtime() / 1e9;
}

static void wake(uv_timer_t *end_of_sleep)
{
}

/* Linux lets a sleep last about 0.06 ms too long. So one that is 0.05 ms too
   short is in time, and a whole millisecond less where that avoids rounding
   up: 99 of 100 calls are then at most 1.02 ms late, not 1.07. Where it does
   end too early the loop turns without sleeping until it is time. */
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
        uv_timer_stop(timer);
    } else if (first != alarm->set_for ||
               !uv_is_active((uv_handle_t *)timer)) {
        /* uv_timer_start() counts from the time of the last update. */
        uv_update_time(timer->loop);
        uv_timer_start(timer, wake, milliseconds_until(first), 0);
        alarm->set_for = first;
    }
}

static void before_sleep(uv_prepare_t *handle)
{
    alarm_set(handle->data);
    trace_asleep(handle->loop);
}

/* Once: the second time the calls run, however late they are. */
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
