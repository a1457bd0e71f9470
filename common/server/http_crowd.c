/*
 * The connections of a server, as a list that may change while it is walked.
 * Http_listen.c brings a socket that it has accepted; http_connection.c says
 * when a connection is closed, and when it is to be freed.
 */
#include "http_inside.h"

#include "xmalloc.h"

#include <stdlib.h>

/* A walk's next connection; walks nest. */
struct HttpWalk {
    HttpConnection *next;
    HttpWalk *outer;
};

static int open_stream(HttpConnection *c, uv_handle_type kind, int fd)
{
    uv_loop_t *loop = reactor_loop(c->server->reactor);

    if (kind == UV_TCP)
        uv_tcp_init(loop, &c->uv.tcp);
    else
        uv_pipe_init(loop, &c->uv.pipe, 0);
    c->uv.handle.data = c;
    if (kind != UV_TCP)
        return uv_pipe_open(&c->uv.pipe, fd);
    return uv_tcp_open(&c->uv.tcp, fd);
}

int http_crowd_add(HttpServer *server, uv_handle_type kind, int fd,
                   bool is_extra, HttpConnection **added)
{
    /* A uv_tcp_t takes 16 bytes less than the union: with them a client that
       waits would take more than 1,024 bytes (tests/bench/parked.c). */
    size_t stream = kind == UV_TCP ? sizeof(uv_tcp_t) : sizeof(uv_pipe_t);
    HttpConnection *c = xcalloc(1, offsetof(HttpConnection, uv) + stream);
    int status;

    *added = c;
    c->server = server;
    c->is_extra = is_extra;
    status = open_stream(c, kind, fd);
    if (status == 0 && kind == UV_TCP)
        uv_tcp_nodelay(&c->uv.tcp, 1);
    c->next = server->connections;
    if (c->next)
        c->next->previous = c;
    server->connections = c;
    *(is_extra ? &server->turning_away : &server->open) += 1;
    return status;
}

void http_crowd_leave(HttpConnection *c)
{
    HttpServer *server = c->server;

    *(c->is_extra ? &server->turning_away : &server->open) -= 1;
}

/* A walk that would have come to it next goes on to the one after it. */
static void take_out(HttpConnection *c)
{
    if (c->next)
        c->next->previous = c->previous;
    if (c->previous)
        c->previous->next = c->next;
    else
        c->server->connections = c->next;
    for (HttpWalk *walk = c->server->walk; walk; walk = walk->outer)
        if (walk->next == c)
            walk->next = c->next;
}

void http_crowd_remove(HttpConnection *c)
{
    HttpServer *server = c->server;

    take_out(c);
    free(c);
    if (!server->walk)
        server->gone(server);
}

void http_crowd_each(HttpServer *server, void (*fn)(HttpConnection *c))
{
    HttpWalk walk = {server->connections, server->walk};

    server->walk = &walk;
    while (walk.next) {
        HttpConnection *c = walk.next;

        walk.next = c->next;
        fn(c);
    }
    server->walk = walk.outer;
    if (!server->walk)
        server->gone(server);
}

/* While the server drains, a client that waits does not keep the loop from
   ending: if there are only such, nothing is left that could answer them. */
void http_crowd_hold(HttpConnection *c)
{
    if (c->request && c->request->state == REQUEST_WAITING && !c->sending)
        uv_unref(&c->uv.handle);
    else
        uv_ref(&c->uv.handle);
}
