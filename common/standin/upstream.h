/*
 * Upstream: the server behind ours, which the chapters ask.
 *
 *     upstream = upstream_start(reactor, options.upstream);
 *
 * With --upstream URL it is that one, httpbin.org say. Otherwise there is a
 * stand-in for it: a second process of the same program, which answers on a
 * free port of this machine, so that the course needs no network. It ends
 * with the program, however that ends: a socket between the two is closed
 * then, and the stand-in watches it.
 *
 * What the stand-in answers is in upstream_routes.h.
 */
#ifndef UPSTREAM_H
#define UPSTREAM_H

#include "reactor.h"

/* Returns url if it is not NULL; else starts the stand-in and returns its
   URL, lent as long as the program runs. reactor_free() ends the stand-in.
   Call it once, in main, before the reactor runs. Where the stand-in cannot
   be started, says so on stderr and exits with 1. */
const char *upstream_start(Reactor *reactor, const char *url);

#endif
