#include "http_inside.h"

#include "xmalloc.h"

#include <stdlib.h>

/* Someone who waits until the client has taken a piece. */
struct HttpPiece {
    Deferred *written;
    HttpPiece *next;
};

static void begin(HttpConnection *c, Request *request)
{
    if (request->streaming)
        return;
    request->streaming = true;
    http_answer_begin(http_write_buffer(c), request,
                      http_exchange_keeps_alive(request));
}

/* A chunk of length 0 would end the body. */
static void add_piece(HttpConnection *c, const Request *request,
                      const void *bytes, size_t length)
{
    Buffer *out = http_write_buffer(c);

    if (length == 0 || !http_answer_has_body(request))
        return;
    if (!request->head.is_1_0)
        buffer_printf(out, "%zx\r\n", length);
    buffer_add(out, bytes, length);
    if (!request->head.is_1_0)
        buffer_add(out, "\r\n", 2);
}

static Deferred *wait_until_written(Request *request)
{
    HttpPiece *piece = xcalloc(1, sizeof *piece);
    HttpPiece **end = &request->pieces;

    while (*end)
        end = &(*end)->next;
    *end = piece;
    piece->written = deferred_new();
    return piece->written;
}

Deferred *http_stream_write(Request *request, const void *bytes, size_t length)
{
    HttpConnection *c = request->connection;

    if (request->abandoned || c->broken)
        return deferred_fail(
            value_failure(UV_ECANCELED, "nobody waits for the answer"));
    begin(c, request);
    add_piece(c, request, bytes, length);
    http_write_flush(c);
    if (c->sending)
        return wait_until_written(request);
    if (c->broken)
        http_read_go_on_later(c);
    return deferred_succeed(value_none());
}

/* It is too late for another status: the client sees that the last chunk is
   missing. */
static void cut_off(HttpConnection *c, const Request *request, Value result)
{
    c->broken = true;
    if (!failed(result))
        fprintf(stderr,
                "%s %s: a handler returned %s, which is not an answer\n",
                request_method(request), request_path(request),
                value_kind_name(result));
    else if (!request->draining || as_failure(result)->code != UV_ECANCELED)
        failure_print(stderr, request_path(request), as_failure(result));
}

void http_stream_end(Request *request, Value result)
{
    HttpConnection *c = request->connection;
    const char *bytes;
    size_t length = 0;

    if (result.kind > VALUE_BYTES || result.kind == VALUE_INT) {
        cut_off(c, request, result);
        return;
    }
    if (result.kind != VALUE_NONE) {
        bytes = as_bytes(result, &length);
        add_piece(c, request, bytes, length);
    }
    if (!request->head.is_1_0 && http_answer_has_body(request))
        buffer_add_text(http_write_buffer(c), "0\r\n\r\n");
}

/* Whoever is told may write the next piece, or end the answer, and with it
   the request. */
static void tell(Request *request, bool gone)
{
    HttpPiece *piece = request->pieces;

    request->pieces = NULL;
    while (piece) {
        HttpPiece *told = piece;

        piece = piece->next;
        deferred_fire(&told->written,
                      gone ? value_failure(UV_ECANCELED, "the client left")
                           : value_none());
        free(told);
    }
}

void http_stream_written(Request *request)
{
    tell(request, false);
}

void http_stream_cancel(Request *request)
{
    tell(request, true);
}
