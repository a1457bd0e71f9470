/*
 * DelayedCall: a call that reactor_call_later() has promised.
 *
 * Until it runs it can be canceled or put off. From the moment it runs, in
 * its own function too, it is over: the functions that would change it
 * return UV_EALREADY and change nothing. The same holds for one that was
 * canceled, and for a DelayedCall that is all zero.
 *
 * This is all that Twisted's IDelayedCall has; the server uses cancel alone.
 */
#ifndef DELAYED_CALL_H
#define DELAYED_CALL_H

#include "reactor.h"

/* Prevents the call from running. Returns 0, or UV_EALREADY. */
int delayed_call_cancel(Reactor *reactor, DelayedCall call);

/* Lets the call run that many seconds from now, sooner or later than it
   would have. Returns 0, or UV_EALREADY. Seconds below 0, or not finite, stop
   the program. */
int delayed_call_reset(Reactor *reactor, DelayedCall call, double seconds);

/* Lets the call run that many seconds later than it would have, or earlier if
   they are below 0. Returns 0, or UV_EALREADY. Seconds that are not finite
   stop the program. */
int delayed_call_delay(Reactor *reactor, DelayedCall call, double seconds);

/* Whether the call is still to come. */
bool delayed_call_active(Reactor *reactor, DelayedCall call);

/* When the call runs, on the clock of reactor_seconds(); below 0 for one
   that is over. */
double delayed_call_time(Reactor *reactor, DelayedCall call);

#endif
