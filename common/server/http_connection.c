#include "http_inside.h"

#include "delayed_call.h"
#include "xmalloc.h"

#include <stdlib.h>

HttpConnection *http_connection_new(HttpServer *server, uv_handle_type kind)
{
    size_t handle = kind == UV_TCP ? sizeof(uv_tcp_t) : sizeof(uv_pipe_t);
    HttpConnection *c = xcalloc(1, offsetof(HttpConnection, uv) + handle);
    uv_loop_t *loop = reactor_loop(server->reactor);

    if (kind == UV_TCP)
        uv_tcp_init(loop, &c->uv.tcp);
    else
        uv_pipe_init(loop, &c->uv.pipe, 0);
    c->uv.handle.data = c;
    c->server = server;
    c->next = server->connections;
    if (c->next)
        c->next->previous = c;
    server->connections = c;
    server->open++;
    http_deadline_watch(server);
    http_deadline_of_state(c);
    return c;
}

static void on_closed(uv_handle_t *handle)
{
    HttpConnection *c = handle->data;

    c->handle_closed = true;
    http_connection_release(c);
}

void http_connection_close(HttpConnection *c)
{
    HttpState state = c->state;

    if (state == HTTP_CLOSED)
        return;
    c->state = HTTP_CLOSED;
    c->server->open--;
    delayed_call_cancel(c->server->reactor, c->go_on);
    http_write_drop(c);
    uv_close(&c->uv.handle, on_closed);
    if (state == HTTP_READING_BODY) {
        request_free(c->request);
        c->request = NULL;
    } else if (c->request) {
        http_exchange_abandon(c);
    }
}

static void take_out(HttpConnection *c)
{
    if (c->next)
        c->next->previous = c->previous;
    if (c->previous)
        c->previous->next = c->next;
    else
        c->server->connections = c->next;
}

void http_connection_release(HttpConnection *c)
{
    HttpServer *server = c->server;

    if (!c->handle_closed || c->request)
        return;
    if (server->walks > 0) {
        server->has_dead = true;
        return;
    }
    take_out(c);
    buffer_free(&c->input);
    free(c);
    if (server->freed)
        http_server_release(server);
    else
        http_drain_check(server);
}

/* A walk closes and cancels, and so may run anything: no connection is freed
   under its feet. */
void http_connection_each(HttpServer *server, void (*fn)(HttpConnection *c))
{
    HttpConnection *c, *next;

    server->walks++;
    for (c = server->connections; c; c = c->next)
        fn(c);
    if (--server->walks > 0 || !server->has_dead)
        return;
    server->has_dead = false;
    for (c = server->connections; c; c = next) {
        next = c->next;
        http_connection_release(c);
    }
}
