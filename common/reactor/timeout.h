/*
 * timeout: cancels a Deferred that takes too long.
 *
 * It covers the work itself and the callbacks that were added before the
 * time-out, with all that these wait for; not what is added afterwards. If
 * the time comes first, the Deferred is canceled, and the UV_ECANCELED that
 * then comes out of those callbacks becomes UV_ETIMEDOUT. Any other result
 * of the cancel stands: a canceller may have one of its own to give, an
 * errback may have handled the failure.
 *
 * This is Twisted's addTimeout(). If the reactor is freed first, the time
 * never comes; the Deferred may fire after that.
 */
#ifndef TIMEOUT_H
#define TIMEOUT_H

#include "reactor.h"

/* Gives d that many seconds from now. Seconds below 0, or not finite, stop
   the program. */
void timeout_add(Deferred *d, Reactor *reactor, double seconds);

/* The same, but if the time was up fn is lent the result, whatever it is,
   and returns the one to go on with (Twisted's onTimeoutCancel). */
void timeout_add_with(Deferred *d, Reactor *reactor, double seconds,
                      Callback *fn, void *arg);

#endif
