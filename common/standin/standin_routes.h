/*
 * StandinRoutes: the pages of the stand-in for httpbin.org.
 *
 *     /ip                {"origin":"127.0.0.1"}
 *     /delay/<seconds>   the same, later
 *     /status/<code>     an empty body with that status, 200 to 599
 *     /drip              ?numbytes=10&duration=2: that number of "*", one by
 *                        one, in that number of seconds
 *     /bytes/<n>         ?seed=0: n bytes, always the same for one seed
 *     /json              some JSON
 *     /stats             {"requests":3,"in_flight":1,"most_in_flight":2}: how
 *                        many came (for other pages than this one), how many
 *                        are not answered yet, and how many were so at once
 *     POST /stats/reset  counts from 0 again
 *
 * and badly, to see what becomes of a program that asks:
 *
 *     /garbage           text that is not JSON
 *     /wrong-length      a body shorter than its Content-Length
 *     /reset             the connection breaks in the middle of the body
 *     /silent            no answer, ever
 *
 * These four, /json and /status/<code> also answer any path below them, such
 * as /garbage/ip. So a program with --upstream http://127.0.0.1:8080/garbage
 * has a server that never does well.
 */
#ifndef STANDIN_ROUTES_H
#define STANDIN_ROUTES_H

#include "app.h"

/* Adds them all. A program can have one stand-in. */
void standin_routes_add(App *app, Reactor *reactor);

#endif
