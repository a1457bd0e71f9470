/*
 * Trace: what ran when, for how long, and which Deferred fired which.
 *
 * A program that is started with --trace FILE writes one line of JSON for
 * each thing that happens, in Chrome's trace-event format, which Perfetto
 * and chrome://tracing open. The lessons' pictures are drawn from it too.
 *
 * There are two sorts of things. A *slice* is a function that the reactor
 * runs: one at a time, and nested at most. A *lane* is something that lasts
 * while others run: a request, a transfer, a delay. A lane that begins while
 * another one is worked on is that one's child: the transfers that a request
 * starts are drawn below it.
 *
 * Without --trace all that this costs is the test of trace_on.
 */
#ifndef TRACE_H
#define TRACE_H

#include <stdbool.h>

/* Whether the program records. Ask it before each call below. A child process
   sets it to false, as the file is its parent's. */
extern bool trace_on;

/* Starts to record into the file, until the program ends. Where the file
   cannot be written, prints a sentence and exits with 1. */
void trace_open(const char *file);

/* Begins and ends a slice: what happens in between happens in it. Deferred is
   the number of the Deferred whose callback runs, or 0. */
void trace_enter(const char *what, unsigned deferred, unsigned lane);
void trace_leave(void);

/* The lane that is worked on, or 0. What a Deferred's callbacks do belongs to
   the lane in which it was made. */
unsigned trace_lane(void);

/* Begins a lane of this kind ("request", "transfer", "delay") below the one
   that is worked on, and returns its number. The name is formatted. */
unsigned trace_begin(const char *kind, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Ends a lane; outcome is a word on how: "200", "ECANCELED", or "". */
void trace_end(unsigned lane, const char *outcome);

/* A number for a new Deferred. */
unsigned trace_number(void);

/* Says that the Deferred of this number has fired; by the one whose callback
   runs, or by the one that it waited for, if that is not 0. */
void trace_fired(unsigned deferred, unsigned awaited);

#endif
