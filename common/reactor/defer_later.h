/*
 * defer_later: a result that comes after some time.
 *
 *     return value_deferred(defer_later(reactor, 2, add, numbers));
 *
 * In a program on one thread it takes the place of sleep(): other callbacks
 * go on meanwhile.
 */
#ifndef DEFER_LATER_H
#define DEFER_LATER_H

#include "reactor.h"

/* Calls fn(none, arg) after this number of seconds. The Deferred, which you
   own, fires with the result of fn. That may be a failure; if it is a
   Deferred, yours waits for it. Without fn (NULL) it fires with none. If you
   cancel it before the time has come, fn never runs. Seconds below 0, or not
   finite, stop the program. If you free the reactor before the time has come,
   the Deferred does not fire: cancel it, then or later, or it is a leak. */
Deferred *defer_later(Reactor *reactor, double seconds, Callback *fn,
                      void *arg);

#endif
