/*
 * DelayedCall: a call that reactor_call_later() has promised.
 *
 * Until it runs you can cancel it or put it off. From the moment it runs, in
 * its own function too, it is over: the functions that would change it
 * return UV_EALREADY and change nothing. The same holds for one that was
 * canceled, and for a DelayedCall that is all zero. A DelayedCall is a name,
 * not a pointer: there is nothing to free.
 *
 * This is all that Twisted's IDelayedCall has; the server uses cancel alone.
 */
#ifndef DELAYED_CALL_H
#define DELAYED_CALL_H

#include "reactor.h"

/* Prevents the call from running. Returns 0, or UV_EALREADY. */
int delayed_call_cancel(Reactor *reactor, DelayedCall call);

/* Sets the call's time to this number of seconds from now, sooner or later
   than it was. Returns 0, or UV_EALREADY. Seconds below 0, or not finite,
   stop the program. */
int delayed_call_reset(Reactor *reactor, DelayedCall call, double seconds);

/* Adds this number of seconds to the call's time; a number below 0 makes it
   earlier. Returns 0, or UV_EALREADY. Seconds that are not finite stop the
   program. */
int delayed_call_delay(Reactor *reactor, DelayedCall call, double seconds);

/* Returns whether the call is still to come. */
bool delayed_call_active(Reactor *reactor, DelayedCall call);

/* The time of the call in seconds, on the clock of reactor_seconds(); -1 if
   the call is over. */
double delayed_call_time(Reactor *reactor, DelayedCall call);

#endif
