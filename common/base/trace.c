/*
 * The slices of a trace, and its lines about Deferreds and about sleep. The
 * inline functions of trace.h call in here, if the program records. Each
 * thread has a stack of the slices that are open on it: the one on top says
 * which Deferred's callback runs, and for which lane.
 */
#include "trace_inside.h"

#include <execinfo.h>
#include <stddef.h>

enum {
    DEEPEST = 256, /* deeper slices share one place of the stack */
    CALLS = 12,    /* the most that one "made" lists */
    OWN_CALLS = 2, /* trace_record_made() and deferred_new() */
};

typedef struct {
    const char *what;
    TraceName name;
} Slice;

static _Thread_local Slice slices[DEEPEST + 1];
static _Thread_local unsigned depth;

/* The loop that sleeps on this thread, or NULL; since when, and how long it
   had slept before. */
static _Thread_local uv_loop_t *sleeper;
static _Thread_local uint64_t asleep_since;
static _Thread_local uint64_t slept_before;

static unsigned last_number; /* of a Deferred */

/* The slice on top. Place 0 belongs to no slice and is all zero. */
static Slice *current_slice(void)
{
    return &slices[depth < DEEPEST ? depth : DEEPEST];
}

unsigned trace_record_lane(void)
{
    return current_slice()->name.lane;
}

/* Call this before each line. When the loop wakes up, it does not call us
   first, but the functions that wait for an event. When the first of these
   writes a line, we ask the loop how long it has slept: libuv counts that if
   you tell it to. */
void trace_record_awake(void)
{
    uint64_t slept;

    if (!sleeper)
        return;
    slept = uv_metrics_idle_time(sleeper) - slept_before;
    sleeper = NULL;
    trace_file_begin('E', "asleep", asleep_since + slept);
    trace_file_end();
}

void trace_record_asleep(uv_loop_t *loop)
{
    trace_record_awake();
    /* Inside a slice, some function runs a loop of its own: not our sleep. */
    if (depth > 0 || uv_loop_configure(loop, UV_METRICS_IDLE_TIME) != 0)
        return;
    /* libuv gives the sum of all sleeps: remember it, for the difference. */
    slept_before = uv_metrics_idle_time(loop);
    asleep_since = uv_hrtime();
    trace_file_begin('B', "asleep", asleep_since);
    trace_file_end();
    sleeper = loop;
}

static void begin_slice_line(char phase, const char *name)
{
    trace_record_awake();
    trace_file_begin(phase, name, uv_hrtime());
}

void trace_record_enter(const char *what, TraceFunction *fn, TraceName name)
{
    depth++;
    *current_slice() = (Slice){what, name};
    begin_slice_line('B', what);
    trace_file_add(",\"args\":{\"deferred\":%u,\"lane\":%u,\"fn\":",
                   name.number, name.lane);
    trace_file_add_address((const void *)fn);
    trace_file_add("}");
    trace_file_end();
}

void trace_record_leave(void)
{
    if (depth == 0) /* entered before trace_open() */
        return;
    begin_slice_line('E', current_slice()->what);
    trace_file_end();
    depth--;
}

/* The calls that led here, the nearest first. nm names only functions of the
   program, so those of a shared library are left out. */
static void add_calls(void)
{
    void *calls[CALLS + OWN_CALLS];
    int count = backtrace(calls, CALLS + OWN_CALLS);
    const char *comma = "";

    trace_file_add(",\"at\":[");
    for (int i = OWN_CALLS; i < count; i++) {
        if (!trace_file_has(calls[i]))
            continue;
        trace_file_add("%s", comma);
        trace_file_add_address(calls[i]);
        comma = ",";
    }
    trace_file_add("]");
}

static void begin_instant(const char *what, unsigned deferred)
{
    begin_slice_line('i', what);
    trace_file_add(",\"s\":\"t\",\"args\":{\"deferred\":%u", deferred);
}

static void end_instant(void)
{
    trace_file_add("}");
    trace_file_end();
}

TraceName trace_record_made(void)
{
    TraceName name = {++last_number, trace_record_lane()};

    begin_instant("made", name.number);
    trace_file_add(",\"lane\":%u,\"by\":%u", name.lane,
                   current_slice()->name.number);
    add_calls();
    end_instant();
    return name;
}

void trace_record_waits(unsigned deferred, unsigned awaited)
{
    if (deferred == 0)
        return;
    begin_instant("waits", deferred);
    trace_file_add(",\"awaited\":%u", awaited);
    end_instant();
}

void trace_record_canceled(unsigned deferred)
{
    if (deferred == 0)
        return;
    begin_instant("canceled", deferred);
    end_instant();
}

void trace_record_fired(unsigned deferred, unsigned awaited)
{
    if (deferred == 0)
        return;
    begin_instant("fired", deferred);
    trace_file_add(",\"by\":%u",
                   awaited ? awaited : current_slice()->name.number);
    end_instant();
}
