/*
 * UpstreamRoutes: what the stand-in for httpbin answers.
 *
 *     /ip                {"origin":"127.0.0.1"}
 *     /delay/<seconds>   the same, later
 *     /status/<code>     an empty body with that status, 200 to 599
 *     /drip              ?numbytes=10&duration=2: so many "*", one by one,
 *                        over so many seconds
 *     /bytes/<n>         ?seed=0: n octets, for one seed always the same
 *     /json              some JSON
 *     /stats             {"requests":3,"in_flight":1,"most_in_flight":2}: how
 *                        many others came, are not answered yet, and were so
 *                        at the same time
 *     POST /stats/reset  counts from 0 again
 *
 * and badly, to see what becomes of those who ask:
 *
 *     /garbage           text that is not JSON
 *     /wrong-length      a body shorter than its Content-Length
 *     /reset             the connection breaks in mid-body
 *     /silent            no answer, ever
 *
 * These four, /json and /status/<code> answer also for whatever stands behind
 * them, as /garbage/ip: so --upstream http://127.0.0.1:8080/garbage is a
 * server that never does well.
 */
#ifndef UPSTREAM_ROUTES_H
#define UPSTREAM_ROUTES_H

#include "app.h"

/* Adds them all. A program can have one stand-in. */
void upstream_routes_add(App *app, Reactor *reactor);

#endif
