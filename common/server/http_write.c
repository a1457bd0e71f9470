#include "http_inside.h"

#include "xmalloc.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { MOST_SPARES = 16 };

/* Answers on their way to a client. When one write has taken them all, as is
   the rule, the same output serves the next connection. */
struct HttpOutput {
    uv_write_t write;
    Buffer buffer;
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

static void on_written(uv_write_t *write, int status)
{
    HttpConnection *c = write->data;

    give_back(c->server, c->sending);
    c->sending = NULL;
    if (c->state == HTTP_CLOSED)
        return;
    c->broken = status != 0;
    http_write_flush(c);
    http_deadline_of_state(c);
    if (!c->sending && c->request && c->state == HTTP_ANSWERING)
        http_stream_written(c->request);
    http_read_go_on(c);
}

/* The client takes no more for now: libuv writes the rest when it does. */
static void write_rest(HttpConnection *c, size_t written)
{
    HttpOutput *output = c->output;
    uv_buf_t rest = {.base = output->buffer.bytes + written,
                     .len = output->buffer.length - written};

    output->write.data = c;
    if (uv_write(&output->write, &c->uv.stream, &rest, 1, on_written) != 0) {
        c->broken = true;
        return;
    }
    c->sending = output;
    c->output = NULL;
    http_deadline_of_state(c);
}

/* Usually the client takes all at once, by one system call. uv_write would
   add two, for it asks epoll to watch the socket; uv_try_write calls write(),
   which for sockets takes longer than send(). Measured, that is a tenth of
   the throughput, and a fortieth. */
static ssize_t send_now(const HttpConnection *c)
{
    const Buffer *buffer = &c->output->buffer;
    uv_os_fd_t fd;

    uv_fileno(&c->uv.handle, &fd);
    return send(fd, buffer->bytes, buffer->length, 0);
}

void http_write_flush(HttpConnection *c)
{
    ssize_t sent;

    if (!c->output || c->sending || c->state == HTTP_CLOSED)
        return;
    sent = send_now(c);
    if (sent == (ssize_t)c->output->buffer.length)
        http_write_drop(c);
    else if (sent >= 0 || errno == EAGAIN)
        write_rest(c, sent > 0 ? (size_t)sent : 0);
    else
        c->broken = true;
}

void http_write_flush_much(HttpConnection *c)
{
    if (c->output && c->output->buffer.length > c->server->limits.output_bytes)
        http_write_flush(c);
}
