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
 * Use it for clients and other programs that are not servers, such as chapter
 * 16. It is Twisted's task.react().
 */
#ifndef REACT_H
#define REACT_H

#include "reactor.h"

/* Takes d, runs the reactor until d fires, and stops the reactor. Returns the
   exit status for main: 0, or 1 if d fails or cannot fire any more; then it
   prints a sentence to stderr. If the reactor is stopped first, as by Ctrl-C,
   it cancels d after that, and returns 0. */
int react(Reactor *reactor, Deferred *d);

#endif
