/*
 * The bytes of a client that are not a request yet. They come in
 * from libuv; http_connection.c asks for the next request. Most often we
 * use all bytes at once: then we read them where libuv has put them, in the
 * server's one buffer, and the connection owns no memory.
 */
#include "http_inside.h"

/* No room: these bytes are the server's. */
static bool is_lent(const HttpConnection *c)
{
    return c->input.room == 0;
}

void http_input_add(HttpConnection *c, char *bytes, size_t length)
{
    if (c->input.length > 0)
        buffer_add(&c->input, bytes, length);
    else
        c->input = (Buffer){.bytes = bytes, .length = length};
}

HttpReaderEvent http_input_read(HttpConnection *c, HttpReading *reading)
{
    size_t left = http_input_left(c);
    HttpReaderEvent event;

    if (left == 0)
        return HTTP_READER_MORE;
    event = http_reader_read(&c->reader, &c->server->limits,
                             c->server->request_size, c->input.bytes + c->used,
                             left, reading);
    c->used += (uint32_t)reading->used;
    return event;
}

Request *http_input_request(HttpConnection *c)
{
    return (Request *)http_reader_take(&c->reader);
}

static void keep(HttpConnection *c, size_t count)
{
    Buffer kept = {0};

    if (count > 0)
        buffer_add(&kept, c->input.bytes + c->used, count);
    if (!is_lent(c))
        buffer_free(&c->input);
    c->input = kept;
    c->used = 0;
}

void http_input_drop(HttpConnection *c)
{
    keep(c, 0);
    http_reader_drop(&c->reader);
}

static void lend_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    HttpConnection *c = handle->data;

    buf->base = c->server->input;
    buf->len = sizeof c->server->input;
}

/* Reading goes on while a handler works, or the client's leaving would not be
   seen; while the client takes no answers, it stops at a limit. */
bool http_input_rest(HttpConnection *c, uv_read_cb fn)
{
    bool pause =
        c->client != HTTP_CLIENT_HERE ||
        (c->state == HTTP_READING && http_input_left(c) > HTTP_READ_AHEAD);

    if (c->input.length > 0 && (is_lent(c) || c->used > 0))
        keep(c, http_input_left(c));
    if (c->is_read == !pause)
        return true;
    c->is_read = !pause;
    if (pause)
        uv_read_stop(&c->uv.stream);
    return pause || uv_read_start(&c->uv.stream, lend_buffer, fn) == 0;
}
