#include "http_inside.h"

#include "delayed_call.h"
#include "xmalloc.h"

#include <stdlib.h>

static const HttpLimits defaults = {
    .line_bytes = 8 * 1024,
    .head_bytes = 32 * 1024,
    .head_fields = 100,
    .body_bytes = 1024 * 1024,
    .connections = 20000,
    .output_bytes = 64 * 1024,
    .head_seconds = 10,
    .body_seconds = 30,
    .idle_seconds = 60,
    .write_seconds = 30,
    .drain_seconds = 5,
};

HttpServer *http_server_new(Reactor *reactor, HttpFunction *fn, void *arg)
{
    HttpServer *server = xcalloc(1, sizeof *server);

    server->reactor = reactor;
    server->fn = fn;
    server->arg = arg;
    server->limits = defaults;
    server->trigger =
        reactor_add_trigger(reactor, TRIGGER_BEFORE, http_drain, server);
    return server;
}

HttpLimits *http_server_limits(HttpServer *server)
{
    return &server->limits;
}

Value http_server_listen(HttpServer *server, const char *endpoint)
{
    return http_listen(server, endpoint);
}

size_t http_server_connections(const HttpServer *server)
{
    return server->open;
}

static void close_for_good(HttpConnection *c)
{
    http_connection_close(c);
    if (c->request && c->request->waiting)
        deferred_cancel(c->request->waiting);
}

void http_server_free(HttpServer *server)
{
    reactor_remove_trigger(server->reactor, server->trigger);
    delayed_call_cancel(server->reactor, server->sweep);
    delayed_call_cancel(server->reactor, server->grace);
    http_listen_stop(server);
    http_connection_each(server, close_for_good);
    if (server->drained)
        deferred_fire(&server->drained, value_none());
    server->freed = true;
    http_server_release(server);
}

void http_server_release(HttpServer *server)
{
    if (!server->freed || server->connections)
        return;
    http_write_free_spares(server);
    free(server);
}
