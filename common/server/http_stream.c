/*
 * What a handler says while it works: pieces of its answer, by
 * request_write(), or raw bytes, by request_break(). They go to the
 * connection's output at once. A handler may wait until the client has taken
 * a piece; http_connection.c sees to it that it is told.
 */
#include "http_inside.h"

#include "xmalloc.h"

#include <stdlib.h>
#include <sys/socket.h>

/* A handler that waits until the client has taken a piece. */
struct HttpPiece {
    Deferred *written;
    HttpPiece *next;
};

/* A chunk of length 0 would end the body. */
static void add_piece(const Request *request, const void *bytes, size_t length)
{
    Buffer *out = http_write_buffer(request->connection);
    bool is_1_0 = request->message.head.is_1_0;

    if (length == 0 || !http_answer_has_body(request))
        return;
    if (!is_1_0)
        buffer_printf(out, "%zx\r\n", length);
    buffer_add(out, bytes, length);
    if (!is_1_0)
        buffer_add(out, "\r\n", 2);
}

void http_stream_add(Request *request, const void *bytes, size_t length)
{
    if (request->form == REQUEST_WHOLE) {
        request->form = REQUEST_IN_PIECES;
        http_answer_begin(http_write_buffer(request->connection), request);
    }
    add_piece(request, bytes, length);
}

/* To the end of the line: the first to be written is the first to be told. */
Deferred *http_stream_wait(Request *request)
{
    HttpPiece *piece = xcalloc(1, sizeof *piece);
    HttpPiece **end = &request->pieces;

    while (*end)
        end = &(*end)->next;
    *end = piece;
    piece->written = deferred_new();
    return piece->written;
}

/* The handlers that are told may write the next piece, or end the answer. */
bool http_stream_tell(Request *request, bool gone)
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
    return true;
}

/* It is too late for another status: the client sees that the last chunk is
   missing. */
static void report_cut(const Request *request, Value result)
{
    if (!failed(result))
        fprintf(stderr,
                "%s %s: a handler returned %s, which is not an answer\n",
                request_method(request), request_path(request),
                value_kind_name(result));
    else if (!request->called_off || as_failure(result)->code != UV_ECANCELED)
        failure_print(stderr, request_path(request), as_failure(result));
}

bool http_stream_end(Request *request, Value result)
{
    const char *bytes;
    size_t length = 0;

    if (result.kind > VALUE_BYTES || result.kind == VALUE_INT) {
        report_cut(request, result);
        return false;
    }
    if (result.kind != VALUE_NONE) {
        bytes = as_bytes(result, &length);
        add_piece(request, bytes, length);
    }
    if (!request->message.head.is_1_0 && http_answer_has_body(request))
        buffer_add_text(http_write_buffer(request->connection), "0\r\n\r\n");
    return true;
}

/* To close a socket that lingers for no time is a reset. */
static void reset_at_close(HttpConnection *c)
{
    struct linger none = {.l_onoff = 1};
    uv_os_fd_t fd;

    if (uv_fileno(&c->uv.handle, &fd) == 0)
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

void http_stream_raw(Request *request, const void *bytes, size_t length,
                     bool reset)
{
    HttpConnection *c = request->connection;

    request->form = reset ? REQUEST_RAW_RESET : REQUEST_RAW;
    if (reset)
        reset_at_close(c);
    buffer_add(http_write_buffer(c), bytes, length);
}
