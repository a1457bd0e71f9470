#include "http_inside.h"

#include "xmalloc.h"

#include <stdlib.h>

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

/* uv_try_write makes one system call. uv_write, even if it succeeds at once,
   asks epoll to watch the socket, which costs a tenth of the throughput. */
void http_write_flush(HttpConnection *c)
{
    uv_buf_t all;
    int written;

    if (!c->output || c->sending || c->state == HTTP_CLOSED)
        return;
    all = (uv_buf_t){.base = c->output->buffer.bytes,
                     .len = c->output->buffer.length};
    written = uv_try_write(&c->uv.stream, &all, 1);
    if (written == (int)all.len)
        http_write_drop(c);
    else if (written >= 0 || written == UV_EAGAIN)
        write_rest(c, written > 0 ? (size_t)written : 0);
    else
        c->broken = true;
}

void http_write_flush_much(HttpConnection *c)
{
    if (c->output &&
        c->output->buffer.length > c->server->limits.output_bytes)
        http_write_flush(c);
}
