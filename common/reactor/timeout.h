/*
 * timeout: cancels a Deferred that takes too long.
 *
 * It covers the work itself and the callbacks that you added before the
 * time-out, with all that these wait for. It does not cover callbacks that you
 * add later. If the time comes first, the Deferred is canceled, and the
 * UV_ECANCELED that then comes out of those callbacks becomes UV_ETIMEDOUT.
 * Any other result of the cancel stays: the Deferred's own cancel function may
 * give one, or an errback may have handled the failure.
 *
 * This is Twisted's addTimeout(). If you free the reactor first, the time
 * never comes; the Deferred may fire after that.
 */
#ifndef TIMEOUT_H
#define TIMEOUT_H

#include "reactor.h"

/* Cancels d after this number of seconds, unless it has fired. d stays yours.
   Seconds below 0, or not finite, stop the program. */
void timeout_add(Deferred *d, Reactor *reactor, double seconds);

/* The same, but if the time was up, fn(result, arg) is lent any result and
   returns the one to go on with (Twisted's onTimeoutCancel). */
void timeout_add_with(Deferred *d, Reactor *reactor, double seconds,
                      Callback *fn, void *arg);

#endif
