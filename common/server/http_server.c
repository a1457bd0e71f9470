/*
 * A server's first and last day. The app, or a program with a function of its
 * own, makes one and lets it listen; from then on http_connection.c decides.
 */
#include "http_inside.h"

#include "log.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>

const HttpLimits http_server_limits = {
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
    .write_rate = 1024,
    .drain_seconds = 5,
};

/* A connection has been freed: it may have been the last. */
static void on_gone(HttpServer *server)
{
    /* Until it is freed, or while others are left, a drain may be waiting for
       this one; http_server_free() can come before the last is gone. */
    if (!server->freed || server->connections) {
        http_drain_check(server);
        return;
    }
    http_write_free_spares(server);
    free(server);
}

HttpServer *http_server_new(Reactor *reactor, const HttpLimits *limits,
                            HttpFunction *fn, void *arg)
{
    thread_check("http_server_new");
    HttpServer *server = xcalloc(1, sizeof *server);

    log_keep_going();
    server->reactor = reactor;
    server->limits = limits ? *limits : http_server_limits;
    server->fn = fn;
    server->arg = arg;
    server->request_size = sizeof(Request);
    server->gone = on_gone;
    server->spare_descriptor = -1;
    server->trigger =
        reactor_add_trigger(reactor, TRIGGER_BEFORE, http_drain, server);
    return server;
}

void http_server_set_room(HttpServer *server, size_t bytes)
{
    thread_check("http_server_set_room");
    server->request_size = sizeof(Request) + bytes;
}

void http_server_set_wants_body(HttpServer *server, HttpWantsBody *fn)
{
    thread_check("http_server_set_wants_body");
    server->wants_body = fn;
}

Value http_server_listen(HttpServer *server, const char *endpoint)
{
    thread_check("http_server_listen");
    return http_listen(server, endpoint);
}

size_t http_server_connections(const HttpServer *server)
{
    thread_check("http_server_connections");
    return server->open + server->turning_away;
}

void http_server_free(HttpServer *server)
{
    thread_check("http_server_free");
    reactor_remove_trigger(server->reactor, server->trigger);
    /* First no new connection can come in, then those that are there end. The
       walk of http_crowd.c, if one of its connections has led here, calls
       on_gone() when it is over. */
    http_sweep_stop(server);
    http_listen_stop(server);
    http_drain_end(server);
    server->freed = true;
    if (!server->walk)
        on_gone(server);
}
