/*
 * The inside of the reactor: what the library's other files call, and
 * programs do not. Programs include reactor.h.
 */
#ifndef REACTOR_INSIDE_H
#define REACTOR_INSIDE_H

#include "reactor.h"

/* The table of calls, for delayed_call.c. */
Timers *reactor_timers(Reactor *reactor);

/* The time on the reactor's clock that is so many seconds from now: later
   than now, if only by the least that a double can tell, if seconds is more
   than 0. Seconds below 0, and a time that is not finite, stop the program in
   the name of a public function. */
double reactor_time_in(const Reactor *reactor, double seconds,
                       const char *function);

/* As reactor_call_later(), for the library's own business: a trace calls it
   housekeeping, and pictures leave it out. */
DelayedCall reactor_keep_house(Reactor *reactor, double seconds,
                               void (*fn)(void *arg), void *arg);

/* Whether more is left that could call back than so many calls to come: a
   further one, an open handle, work on a thread. */
bool reactor_has_more_than(Reactor *reactor, size_t calls);

/* Where threads.c keeps its jobs of this reactor; NULL at first. */
void **reactor_jobs(Reactor *reactor);

#endif
