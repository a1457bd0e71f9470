/*
 * Trace: what ran when, for how long, and which Deferred fired which.
 *
 * A program that is started with --trace FILE writes one line of JSON for
 * each thing that happens, in Chrome's trace-event format, which Perfetto
 * and chrome://tracing open. The lessons' pictures are drawn from it too.
 * Each line is written when it happens, and the file is a complete JSON array
 * all the time: so you can read it while the program runs, and after a crash
 * it shows the events before. (On a pipe the last "]" comes at the end.)
 *
 * Times are in microseconds since trace_open(). You find these lines:
 *
 *     B, E   a slice begins and ends: a function that the loop runs, one at
 *            a time, and nested at most. args.fn is the function's address
 *            as `nm PROGRAM` prints it; args.deferred is the Deferred whose
 *            callback it is, args.lane the lane that it works for, or 0. A
 *            slice "housekeeping" is the library's own business. Between
 *            B and E of "asleep" the thread sleeps.
 *     b, e   a lane begins and ends: something that lasts while others run.
 *            id is its number, args.kind one of "request", "transfer",
 *            "delay", "call" (of a LoopingCall), "queued" and "thread" (work
 *            that waits for a thread, and then runs there). A lane that
 *            begins while another one is worked on has that one for
 *            args.parent: the transfers of a request are drawn below it.
 *     i      of the Deferred with the number args.deferred: "made" (where:
 *            args.at, the addresses of the calls that led there, the nearest
 *            first), "waits" (for args.awaited), "canceled", and "fired", by
 *            the callback of args.by, or because it had waited for that one.
 *
 * Call the functions here on the thread of a loop; those on lanes, on any
 * thread. Without --trace each of them tests trace_on and does nothing else.
 * Texts are lent to them until they return; but the word for a slice must
 * live until the slice has ended.
 */
#ifndef TRACE_H
#define TRACE_H

#include <stdbool.h>
#include <uv.h>

/* Any function, to be named by its address. */
typedef void TraceFunction(void);

/* A Deferred in the trace: its number, and the lane in which it was made. The
   work of its callbacks belongs to that lane. Both are 0 without --trace. */
typedef struct {
    unsigned number;
    unsigned lane;
} TraceName;

/* Whether the program records. A child process sets it to false, as the file
   is its parent's. */
extern bool trace_on;

/* Starts to record into the file, until the program ends. If it cannot open
   the file, it prints a sentence to stderr and exits with status 1. Call it
   once, before other threads start. */
void trace_open(const char *file);

/* The inline functions below call these. Do not call them yourself. */
void trace_record_enter(const char *what, TraceFunction *fn, TraceName name);
void trace_record_leave(void);
void trace_record_asleep(uv_loop_t *loop);
void trace_record_awake(void);
unsigned trace_record_begin(unsigned parent, const char *kind,
                            const char *name, const char *detail);
unsigned trace_record_delay(const char *kind, const char *name,
                            double seconds);
void trace_record_end(unsigned lane, const char *outcome);
void trace_record_end_code(unsigned lane, int code);
TraceName trace_record_made(void);
void trace_record_waits(unsigned deferred, unsigned awaited);
void trace_record_canceled(unsigned deferred);
void trace_record_fired(unsigned deferred, unsigned awaited);
unsigned trace_record_lane(void);

/* Begins a slice of the thread, until trace_leave(). */
static inline void trace_enter(const char *what, TraceFunction *fn,
                               TraceName name)
{
    if (trace_on)
        trace_record_enter(what, fn, name);
}

/* The same for a function that works for no Deferred. */
static inline void trace_enter_lane(const char *what, TraceFunction *fn,
                                    unsigned lane)
{
    if (trace_on)
        trace_record_enter(what, fn, (TraceName){.lane = lane});
}

/* Ends the slice that was begun last. */
static inline void trace_leave(void)
{
    if (trace_on)
        trace_record_leave();
}

/* Call these before and after each sleep of the loop. The callback that ends
   a sleep runs before you can call the second one: the trace asks the loop
   when that was. */
static inline void trace_asleep(uv_loop_t *loop)
{
    if (trace_on)
        trace_record_asleep(loop);
}

static inline void trace_awake(void)
{
    if (trace_on)
        trace_record_awake();
}

/* Returns the lane that the present slice works for, or 0. */
static inline unsigned trace_lane(void)
{
    return trace_on ? trace_record_lane() : 0;
}

/* Begins a lane of this kind below that one, and returns its number, or 0
   without --trace. Its name is "NAME DETAIL", or NAME alone if detail is NULL,
   and is cut after 199 bytes at most. */
static inline unsigned trace_begin(const char *kind, const char *name,
                                   const char *detail)
{
    if (!trace_on)
        return 0;
    return trace_record_begin(trace_record_lane(), kind, name, detail);
}

/* The same with the name "NAME 2.5 s". */
static inline unsigned trace_begin_delay(const char *kind, const char *name,
                                         double seconds)
{
    return trace_on ? trace_record_delay(kind, name, seconds) : 0;
}

/* The same below any lane of your choice, or below none (0). */
static inline unsigned trace_begin_below(unsigned parent, const char *kind,
                                         const char *name)
{
    return trace_on ? trace_record_begin(parent, kind, name, NULL) : 0;
}

/* Ends a lane. The outcome is a word: "canceled", or "" if all went well.
   Does nothing to lane 0. */
static inline void trace_end(unsigned lane, const char *outcome)
{
    if (trace_on)
        trace_record_end(lane, outcome);
}

/* The same with a number as the outcome: an HTTP status, or a UV_E*, which is
   written by its name. */
static inline void trace_end_code(unsigned lane, int code)
{
    if (trace_on)
        trace_record_end_code(lane, code);
}

/* Says that a Deferred has been made, and returns its name. */
static inline TraceName trace_made(void)
{
    return trace_on ? trace_record_made() : (TraceName){0};
}

/* Says that one Deferred waits for the result of another. Here and below a
   Deferred from before trace_open() has the number 0, and is left out. */
static inline void trace_waits(unsigned deferred, unsigned awaited)
{
    if (trace_on)
        trace_record_waits(deferred, awaited);
}

/* Says that a Deferred has been canceled. */
static inline void trace_canceled(unsigned deferred)
{
    if (trace_on)
        trace_record_canceled(deferred);
}

/* Says that a Deferred has fired: by the one whose callback runs, or by the
   one that it waited for, if that is not 0. */
static inline void trace_fired(unsigned deferred, unsigned awaited)
{
    if (trace_on)
        trace_record_fired(deferred, awaited);
}

#endif
