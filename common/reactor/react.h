/*
 * react: a program that ends when its work is done.
 *
 *     int main(void)
 *     {
 *         Reactor *reactor = reactor_new();
 *         int status = react(reactor, fetch_all(reactor));
 *
 *         reactor_free(reactor);
 *         return status;
 *     }
 *
 * For clients and other programs that are not servers. No chapter is one yet;
 * it is here since Twisted's task.react() belongs to its set of timers.
 */
#ifndef REACT_H
#define REACT_H

#include "reactor.h"

/* Runs the reactor until d, which is given away, fires, and stops it then.
   Returns main's exit status: 0; or 1 if d fails or cannot fire any more,
   which it says on stderr. If the reactor is stopped first, as by Ctrl-C, it
   returns 0, and cancels d when the reactor has stopped. */
int react(Reactor *reactor, Deferred *d);

#endif
