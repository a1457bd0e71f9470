/*
 * Standin: a program of the course that plays httpbin.org.
 *
 *     if (!upstream)
 *         upstream = standin_start(reactor);
 *
 * Chapters 6 to 9 ask another server, their upstream. With --upstream URL that
 * is a real one. Without it they start this: a second process of the same
 * program, which answers some of httpbin's pages on a free port of this
 * machine. So the course needs no network, an answer takes as long as the
 * lesson says, and a test can have a server that misbehaves, in the same way
 * each time.
 *
 * It ends with the program, however that ends: the two share a socket, which
 * is closed then, and the stand-in watches it. Its pages are listed in
 * standin_routes.h. "make standin" runs it alone.
 *
 * The room is not for programs of your own: nothing else in the library uses
 * it.
 */
#ifndef STANDIN_H
#define STANDIN_H

#include "reactor.h"

/* Starts the stand-in and returns its URL, "http://127.0.0.1:34567", lent as
   long as the program runs. reactor_free() ends the stand-in. Call it once, in
   main, before the reactor runs. If the stand-in cannot be started, it says so
   on stderr and exits with 1. */
const char *standin_start(Reactor *reactor);

#endif
