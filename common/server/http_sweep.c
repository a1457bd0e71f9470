/*
 * The clock of the deadlines, and the sweep that looks at all of them now and
 * then. The clock goes on by the time since the last sweep, but only by one
 * period if the sweep comes late: the program was stopped or a handler took
 * long, so the clients' bytes have not been read, and that is not their
 * fault.
 */
#include "http_inside.h"

#include "delayed_call.h"
#include "reactor_inside.h"

#include <math.h>
#include <stdio.h>

static const double longest_period = 0.5;

/* A quarter of the shortest limit: a deadline is noticed that much late at
   most. */
static double period(const HttpLimits *limits)
{
    double shortest = fmin(fmin(limits->head_seconds, limits->body_seconds),
                           fmin(limits->idle_seconds, limits->write_seconds));

    return fmin(shortest / 4, longest_period);
}

/* Once a sweep, or a crowd at the door would fill the log. */
static void report_turned_away(HttpServer *server)
{
    size_t new = server->turned_away - server->told_away;

    if (new == 0)
        return;
    server->told_away = server->turned_away;
    fprintf(stderr,
            "turned %zu connections away: %zu are open, and there is "
            "no place or descriptor for more\n",
            new, server->open);
}

static void advance(HttpServer *server)
{
    double now = reactor_seconds(server->reactor);
    double passed = now - server->swept;

    server->now += passed > 2 * server->period ? server->period : passed;
    server->swept = now;
}

static void look_at(HttpConnection *c)
{
    if (c->deadline > 0 && c->server->now >= c->deadline)
        http_connection_wake(c);
}

static void sweep(void *arg)
{
    HttpServer *server = arg;

    server->sweeping = false;
    advance(server);
    report_turned_away(server);
    if (server->open + server->turning_away > 0)
        http_sweep_start(server);
    http_crowd_each(server, look_at);
}

void http_sweep_start(HttpServer *server)
{
    if (server->sweeping)
        return;
    server->sweeping = true;
    server->swept = reactor_seconds(server->reactor);
    server->period = period(&server->limits);
    server->sweep =
        reactor_keep_house(server->reactor, server->period, sweep, server);
}

void http_sweep_stop(HttpServer *server)
{
    delayed_call_cancel(server->reactor, server->sweep);
    server->sweeping = true; /* so that none is started any more */
}
