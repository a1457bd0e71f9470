#include "http_inside.h"

#include "endpoint.h"
#include "xmalloc.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/resource.h>

enum {
    BACKLOG = 1024,
    DESCRIPTORS_LEFT = 16 /* for all else that the program does */
};

struct HttpListener {
    HttpHandle uv;
    HttpServer *server;
    HttpListener *next;
    int highest; /* descriptor that a connection may have */
};

static void free_listener(uv_handle_t *handle)
{
    free(handle->data);
}

/* Without a descriptor for it a connection cannot even be accepted, and
   would wake the loop again and again. (libuv holds one back for that case,
   accepts with it and closes.) So none takes the last ones. */
static bool is_full(const HttpListener *listener, const HttpConnection *c)
{
    uv_os_fd_t fd;

    uv_fileno(&c->uv.handle, &fd);
    return c->server->open > c->server->limits.connections ||
           fd > listener->highest;
}

static void turn_away(HttpConnection *c)
{
    http_answer_refusal(http_write_buffer(c),
                        (HttpRefusal){503, "Too many connections."}, false);
    http_write_flush(c);
    http_connection_close(c);
    c->server->turned_away++;
}

static void on_connection(uv_stream_t *stream, int status)
{
    HttpListener *listener = stream->data;
    HttpConnection *c;

    if (status != 0)
        return;
    c = http_connection_new(listener->server, listener->uv.handle.type);
    if (uv_accept(stream, &c->uv.stream) != 0)
        http_connection_close(c);
    else if (is_full(listener, c))
        turn_away(c);
    else
        http_read_start(c);
}

static int listen_on(HttpListener *listener, const Endpoint *endpoint)
{
    int status = endpoint_bind(endpoint, &listener->uv.stream);

    if (status == 0)
        status = uv_listen(&listener->uv.stream, BACKLOG, on_connection);
    return status;
}

static int highest_descriptor(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > INT_MAX)
        return INT_MAX;
    return (int)limit.rlim_cur - 1 - DESCRIPTORS_LEFT;
}

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
    listener->highest = highest_descriptor();
    return listener;
}

Value http_listen(HttpServer *server, const char *text)
{
    Endpoint endpoint;
    Value failure = endpoint_parse(text, &endpoint);
    HttpListener *listener;
    int status;

    if (failed(failure))
        return failure;
    listener = new_listener(server, endpoint.is_unix);
    status = listen_on(listener, &endpoint);
    if (status != 0) {
        uv_close(&listener->uv.handle, free_listener);
        return value_failure(status, "cannot listen on %s: %s, %s", text,
                             uv_err_name(status), uv_strerror(status));
    }
    listener->next = server->listeners;
    server->listeners = listener;
    return endpoint_url(&endpoint, &listener->uv.stream);
}

void http_listen_stop(HttpServer *server)
{
    while (server->listeners) {
        HttpListener *listener = server->listeners;

        server->listeners = listener->next;
        uv_close(&listener->uv.handle, free_listener);
    }
}
