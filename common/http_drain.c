#include "http_inside.h"

#include "delayed_call.h"

/* The reactor stops. First nobody new is let in and who is idle is sent away;
   requests that have come are answered, for a grace time. Then what still
   waits, like a long poll, is cancelled, which answers it with 503. A second
   later all is closed. */
enum { LAST_SECONDS = 1 };

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

static void end_grace(void *arg)
{
    HttpServer *server = arg;

    server->grace =
        reactor_call_later(server->reactor, LAST_SECONDS, end_all, server);
    http_connection_each(server, cancel);
}

Value http_drain(Value result, void *arg)
{
    HttpServer *server = arg;

    server->draining = true;
    http_listen_stop(server);
    http_connection_each(server, close_idle);
    if (!server->connections)
        return value_none();
    server->drained = deferred_new();
    server->grace = reactor_call_later(
        server->reactor, server->limits.drain_seconds, end_grace, server);
    return value_deferred(server->drained);
}
