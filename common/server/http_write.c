/*
 * Answers come in as bytes, added to a connection's output, and go out to its
 * socket when http_connection.c says so. Usually the client takes all of it
 * at once; if not, libuv writes the rest as the client takes it, and calls
 * back. The same few outputs serve all connections in turn.
 */
#include "http_inside.h"

#include "xmalloc.h"

#include <errno.h>
#include <linux/sockios.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

enum { MOST_SPARES = 16 };

struct HttpOutput {
    uv_write_t write;
    Buffer buffer;
    size_t untaken; /* at the last look, while libuv writes it */
    HttpOutput *next;
};

static HttpOutput *take_spare(HttpServer *server)
{
    HttpOutput *output = server->spare;

    if (!output)
        return xcalloc(1, sizeof *output);
    server->spare = output->next;
    server->spares--;
    return output;
}

static void free_output(HttpOutput *output)
{
    buffer_free(&output->buffer);
    free(output);
}

static void give_back(HttpServer *server, HttpOutput *output)
{
    buffer_clear(&output->buffer, HTTP_KEPT_SIZE);
    if (server->spares == MOST_SPARES) {
        free_output(output);
        return;
    }
    output->next = server->spare;
    server->spare = output;
    server->spares++;
}

Buffer *http_write_buffer(HttpConnection *c)
{
    if (!c->output)
        c->output = take_spare(c->server);
    return &c->output->buffer;
}

bool http_write_is_much(const HttpConnection *c)
{
    return c->output &&
           c->output->buffer.length > c->server->limits.output_bytes;
}

void http_write_drop(HttpConnection *c)
{
    if (c->output)
        give_back(c->server, c->output);
    c->output = NULL;
}

void http_write_free_spares(HttpServer *server)
{
    while (server->spare)
        free_output(take_spare(server));
}

void http_write_ended(HttpConnection *c)
{
    give_back(c->server, c->sending);
    c->sending = NULL;
}

static int descriptor_of(const HttpConnection *c)
{
    uv_os_fd_t fd = -1;

    uv_fileno(&c->uv.handle, &fd);
    return fd;
}

/* Count the bytes in the system's buffer, too: it holds megabytes, and a slow
   client needs minutes for them. */
size_t http_write_taken(HttpConnection *c)
{
    size_t before = c->sending->untaken;
    int queued = 0;

    ioctl(descriptor_of(c), SIOCOUTQ, &queued);
    c->sending->untaken =
        uv_stream_get_write_queue_size(&c->uv.stream) + (size_t)queued;
    return before > c->sending->untaken ? before - c->sending->untaken : 0;
}

/* The client takes no more for now: libuv writes the rest when it does. */
static bool write_rest(HttpConnection *c, size_t written, uv_write_cb fn)
{
    HttpOutput *output = c->output;
    uv_buf_t rest = {.base = output->buffer.bytes + written,
                     .len = output->buffer.length - written};

    output->write.data = c;
    if (uv_write(&output->write, &c->uv.stream, &rest, 1, fn) != 0)
        return false;
    c->sending = output;
    c->output = NULL;
    return true;
}

/* Usually the client takes all at once, by one system call. uv_write would
   add two, for it asks epoll to watch the socket; uv_try_write calls write(),
   which for sockets takes longer than send(). Measured, that is a tenth of
   the throughput, and a fortieth. */
bool http_write_flush(HttpConnection *c, uv_write_cb fn)
{
    const Buffer *buffer = &c->output->buffer;
    ssize_t sent =
        send(descriptor_of(c), buffer->bytes, buffer->length, MSG_NOSIGNAL);

    if (sent == (ssize_t)buffer->length) {
        http_write_drop(c);
        return true;
    }
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
        return false;
    return write_rest(c, sent > 0 ? (size_t)sent : 0, fn);
}
