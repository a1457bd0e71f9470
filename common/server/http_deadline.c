#include "http_inside.h"

#include "reactor_inside.h"

/* A timer that is set anew for each request would cost more than all else.
   So a deadline is a mere number, and one sweep looks at all of them, now and
   then. It is the sweep's own clock that counts: a deadline is never early,
   and at most two periods late. */
enum { LINGER_SECONDS = 2 };

static const double longest_period = 0.5;

static double least(double a, double b)
{
    return a < b ? a : b;
}

static double period(const HttpServer *server)
{
    const HttpLimits *limits = &server->limits;
    double shortest =
        least(least(limits->head_seconds, limits->body_seconds),
              least(limits->idle_seconds, limits->write_seconds));

    return least(shortest / 4, longest_period);
}

void http_deadline_set(HttpConnection *c, double seconds)
{
    c->deadline = c->server->now + c->server->period + seconds;
}

void http_deadline_of_state(HttpConnection *c)
{
    const HttpLimits *limits = &c->server->limits;

    if (c->sending)
        http_deadline_set(c, limits->write_seconds);
    else if (c->state == HTTP_READING_HEAD)
        http_deadline_set(c, c->in_head ? limits->head_seconds
                                        : limits->idle_seconds);
    else if (c->state == HTTP_READING_BODY)
        http_deadline_set(c, limits->body_seconds);
    else if (c->state == HTTP_LINGERING)
        http_deadline_set(c, LINGER_SECONDS);
    else
        c->deadline = 0;
}

static void expire(HttpConnection *c)
{
    if (!c->sending && (c->in_head || c->state == HTTP_READING_BODY))
        http_read_refuse(c, (HttpRefusal){408, "The request took too long."});
    else
        http_connection_close(c);
}

static void look_at(HttpConnection *c)
{
    if (c->state != HTTP_CLOSED && c->deadline > 0 &&
        c->server->now >= c->deadline)
        expire(c);
}

static void report_turned_away(HttpServer *server)
{
    if (server->turned_away == 0)
        return;
    fprintf(stderr,
            "turned %zu connections away: %zu are open, and there is "
            "no place or descriptor for more\n",
            server->turned_away, server->open);
    server->turned_away = 0;
}

static void sweep(void *arg)
{
    HttpServer *server = arg;

    server->sweeping = false;
    server->now = reactor_seconds(server->reactor);
    report_turned_away(server);
    http_connection_each(server, look_at);
    if (server->open > 0)
        http_deadline_watch(server);
}

void http_deadline_watch(HttpServer *server)
{
    if (server->sweeping)
        return;
    server->sweeping = true;
    server->now = reactor_seconds(server->reactor);
    server->period = period(server);
    server->sweep =
        reactor_keep_house(server->reactor, server->period, sweep, server);
}
