/*
 * defer_later: a result that comes after some time.
 *
 *     return value_deferred(defer_later(reactor, 2, add, numbers));
 *
 * In a program on one thread this is what stands in the place of sleep():
 * others go on meanwhile.
 */
#ifndef DEFER_LATER_H
#define DEFER_LATER_H

#include "reactor.h"

/* Calls fn(none, arg) in that many seconds; the Deferred fires with what it
   returns, which may be a failure, or a Deferred that is then waited for.
   Without fn (NULL) it fires with none. Cancelling it before the time has
   come sees to it that fn never runs. Seconds below 0 stop the program. Where
   the reactor ends before the time has come, the Deferred never fires: cancel
   what is still awaited then, or it is a leak. */
Deferred *defer_later(Reactor *reactor, double seconds, Callback *fn,
                      void *arg);

#endif
