/*
 * Where the server listens: endpoints come in as text and become listeners,
 * whose new connections are http_accept.c's.
 */
#include "http_inside.h"

#include "endpoint.h"
#include "xmalloc.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { BACKLOG = 1024 };

/* It is freed when the last of its handles is closed. */
static HttpListener *new_listener(HttpServer *server, bool is_unix)
{
    HttpListener *listener = xcalloc(1, sizeof *listener);
    uv_loop_t *loop = reactor_loop(server->reactor);

    if (is_unix)
        uv_pipe_init(loop, &listener->uv.pipe, 0);
    else
        uv_tcp_init(loop, &listener->uv.tcp);
    listener->uv.handle.data = listener;
    listener->server = server;
    listener->handles = 1; /* the poll handle comes later */
    return listener;
}

/* Libuv tells that an address is in use only with the name of the socket. */
static int check_address(const HttpListener *listener)
{
    struct sockaddr_storage address;
    int length = sizeof address;

    if (listener->uv.handle.type != UV_TCP)
        return 0;
    return uv_tcp_getsockname(&listener->uv.tcp, (struct sockaddr *)&address,
                              &length);
}

/* Step by step: a name for the socket, listen(), and a watch on it. We do not
   use uv_listen(), as http_accept.c accepts by itself. */
static int listen_on(HttpListener *listener, const Endpoint *endpoint)
{
    int status = endpoint_bind(endpoint, &listener->uv.stream);

    if (status == 0)
        status = check_address(listener);
    if (status == 0)
        status = uv_fileno(&listener->uv.handle, &listener->fd);
    if (status == 0 && listen(listener->fd, BACKLOG) != 0)
        status = uv_translate_sys_error(errno);
    if (status == 0)
        status = uv_poll_init(reactor_loop(listener->server->reactor),
                              &listener->poll, listener->fd);
    if (status != 0)
        return status;
    listener->poll.data = listener;
    listener->handles++;
    return http_accept_start(listener);
}

static void on_closed(uv_handle_t *handle)
{
    HttpListener *listener = handle->data;

    if (--listener->handles == 0)
        free(listener);
}

/* The memory stays until libuv has closed both handles. */
static void close_listener(HttpListener *listener)
{
    /* The poll handle is there only if listen_on() came that far. */
    if (listener->handles > 1) {
        http_accept_stop(listener);
        uv_close((uv_handle_t *)&listener->poll, on_closed);
    }
    uv_close(&listener->uv.handle, on_closed);
}

static Value start_listener(HttpListener *listener, const Endpoint *endpoint,
                            const char *text)
{
    int status = listen_on(listener, endpoint);

    if (status != 0)
        return value_failure(status, "cannot listen on %s: %s, %s", text,
                             uv_err_name(status), uv_strerror(status));
    return endpoint_url(endpoint, &listener->uv.stream);
}

Value http_listen(HttpServer *server, const char *text)
{
    Endpoint endpoint;
    Value url = endpoint_parse(text, &endpoint);
    HttpListener *listener;

    if (failed(url))
        return url;
    /* Parsed: from here on a failure has a handle to close. */
    listener = new_listener(server, endpoint.is_unix);
    url = start_listener(listener, &endpoint, text);
    if (failed(url)) {
        close_listener(listener);
        return url;
    }
    listener->next = server->listeners;
    server->listeners = listener;
    return url;
}

/* Connections that are open already stay. */
void http_listen_stop(HttpServer *server)
{
    while (server->listeners) {
        HttpListener *listener = server->listeners;

        server->listeners = listener->next;
        close_listener(listener);
    }
    http_accept_end(server);
}
