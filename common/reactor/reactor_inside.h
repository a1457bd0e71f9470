/*
 * The inside of the reactor, for the library's other files. Programs include
 * reactor.h.
 */
#ifndef REACTOR_INSIDE_H
#define REACTOR_INSIDE_H

#include "reactor.h"

/* Returns the table of calls, which the reactor owns. To use it after
   reactor_free(), share it (timers.h). */
Timers *reactor_timers(Reactor *reactor);

/* Returns the time on the reactor's clock that is this number of seconds from
   now. For more than 0 seconds it is always later than now, if only by the
   least that a double can tell. Seconds below 0, and a time that is not
   finite, stop the program; the sentence names the public function. */
double reactor_time_in(const Reactor *reactor, double seconds,
                       const char *function);

/* As reactor_call_later(), for the library's own business: a trace calls it
   housekeeping, and pictures leave it out. */
DelayedCall reactor_keep_house(Reactor *reactor, double seconds,
                               void (*fn)(void *arg), void *arg);

/* Returns whether anything could still call back besides this number of calls
   to come: a further call, an open handle, work on a thread. */
bool reactor_has_more_than(Reactor *reactor, size_t calls);

/* Returns the place in which threads.c keeps this reactor's jobs. It holds
   NULL at first. */
void **reactor_jobs(Reactor *reactor);

#endif
