#include "http_inside.h"

#include "delayed_call.h"
#include "reactor_inside.h"

#include <math.h>

/* The reactor stops. First nobody new is let in and who is idle is sent away;
   requests that have come are answered, for a grace time. Then what still
   waits is cancelled, which answers it with 503. A second later all is
   closed.

   A long poll waits for another client, and that one cannot come any more. So
   the grace ends early, when nothing is left that could still fire what the
   handlers wait for. No event tells that, so we look ten times a second. */
enum { LAST_SECONDS = 1 };

static const double look_seconds = 0.1;

static void close_idle(HttpConnection *c)
{
    if (c->state == HTTP_READING_HEAD && !c->in_head && !c->sending &&
        c->input.length == 0)
        http_connection_close(c);
}

void http_drain_check(HttpServer *server)
{
    if (!server->drained || server->connections)
        return;
    delayed_call_cancel(server->reactor, server->grace);
    deferred_fire(&server->drained, value_none());
}

static void end_all(void *arg)
{
    HttpServer *server = arg;

    http_connection_each(server, http_connection_close);
    deferred_fire(&server->drained, value_none());
}

static void cancel(HttpConnection *c)
{
    Request *request = c->request;

    if (request && request->waiting) {
        request->draining = true;
        deferred_cancel(request->waiting);
    } else if (c->state <= HTTP_READING_BODY && !c->sending) {
        http_connection_close(c);
    }
}

static void end_grace(HttpServer *server)
{
    server->grace =
        reactor_call_later(server->reactor, LAST_SECONDS, end_all, server);
    http_connection_each(server, cancel);
}

static bool waits(const HttpConnection *c)
{
    return c->request && c->request->waiting && !c->sending;
}

static void leave_out(HttpConnection *c)
{
    if (waits(c))
        uv_unref(&c->uv.handle);
}

static void put_back(HttpConnection *c)
{
    if (waits(c))
        uv_ref(&c->uv.handle);
}

/* Whether all that is left are clients who wait: no one who still asks or
   reads, no call to come but the sweep, no transfer, no thread. */
static bool all_wait(HttpServer *server)
{
    bool more;

    http_connection_each(server, leave_out);
    more = reactor_has_more_than(server->reactor, server->sweeping);
    http_connection_each(server, put_back);
    return !more;
}

static void look(void *arg)
{
    HttpServer *server = arg;
    double left = server->grace_end - reactor_seconds(server->reactor);

    if (left <= 0 || all_wait(server))
        end_grace(server);
    else
        server->grace = reactor_keep_house(
            server->reactor, fmin(left, look_seconds), look, server);
}

Value http_drain(Value result, void *arg)
{
    HttpServer *server = arg;
    double most = server->limits.drain_seconds;

    server->draining = true;
    http_listen_stop(server);
    http_connection_each(server, close_idle);
    if (!server->connections)
        return value_none();
    server->drained = deferred_new();
    server->grace_end = reactor_seconds(server->reactor) + most;
    server->grace = reactor_keep_house(server->reactor,
                                       fmin(most, look_seconds), look, server);
    return value_deferred(server->drained);
}
