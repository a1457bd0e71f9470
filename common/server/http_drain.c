/*
 * The end of the server. The reactor stops and calls http_drain(): no client
 * is let in any more and idle ones are sent away; requests that have come are
 * answered, for a time of grace. Then what still waits is canceled, which
 * answers it with 503. A second later all is closed.
 *
 * A long poll waits for another client, and that one cannot come any more. So
 * the grace ends early, when nothing is left that could fire the
 * handlers' Deferreds: no client but those, no call to come, no open handle.
 * Such a change takes a turn of the loop, so we look before the loop
 * sleeps again.
 */
#include "http_inside.h"

#include "delayed_call.h"
#include "reactor_inside.h"
#include "xmalloc.h"

#include <stdlib.h>

enum { LAST_SECONDS = 1 };

static void free_watch(uv_handle_t *watch)
{
    free(watch);
}

static void stop_watch(HttpServer *server)
{
    if (server->watch)
        uv_close((uv_handle_t *)server->watch, free_watch);
    server->watch = NULL;
}

static void wake_all(HttpServer *server, HttpPhase phase)
{
    server->phase = phase;
    http_crowd_each(server, http_connection_wake);
}

static void end_all(void *arg)
{
    http_drain_end(arg);
}

static void end_grace(void *arg)
{
    HttpServer *server = arg;

    stop_watch(server);
    delayed_call_cancel(server->reactor, server->grace);
    server->grace =
        reactor_keep_house(server->reactor, LAST_SECONDS, end_all, server);
    wake_all(server, HTTP_CANCELING);
}

/* The watch itself, the end of the grace and the sweep do not count. */
static void look(uv_prepare_t *watch)
{
    HttpServer *server = watch->data;
    bool more;

    uv_unref((uv_handle_t *)watch);
    more = reactor_has_more_than(server->reactor, 1u + server->sweeping);
    uv_ref((uv_handle_t *)watch);
    if (!more)
        end_grace(server);
}

static void start_watch(HttpServer *server)
{
    server->watch = xmalloc(sizeof *server->watch);
    uv_prepare_init(reactor_loop(server->reactor), server->watch);
    server->watch->data = server;
    uv_prepare_start(server->watch, look);
}

Value http_drain(Value result, void *arg)
{
    HttpServer *server = arg;
    Deferred *drained;

    http_listen_stop(server);
    wake_all(server, HTTP_DRAINING);
    if (!server->connections)
        return value_none();
    server->drained = drained = deferred_new();
    server->grace = reactor_keep_house(
        server->reactor, server->limits.drain_seconds, end_grace, server);
    start_watch(server);
    return value_deferred(drained);
}

static void end_drain(HttpServer *server)
{
    stop_watch(server);
    delayed_call_cancel(server->reactor, server->grace);
    if (server->drained)
        deferred_fire(&server->drained, value_none());
}

void http_drain_check(HttpServer *server)
{
    if (server->drained && !server->connections)
        end_drain(server);
}

void http_drain_end(HttpServer *server)
{
    wake_all(server, HTTP_OVER);
    end_drain(server);
}
