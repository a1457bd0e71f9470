/*
 * What a handler sends before its result is there: pieces of the answer, or,
 * in a server that misbehaves on purpose, bytes that are no answer.
 */
#include "http_inside.h"

#include "request_inside.h"
#include "thread.h"

/* Whether somebody would still get it. */
static bool is_open(const Request *request)
{
    return request->state != REQUEST_DONE &&
           request->called_off != REQUEST_LEFT &&
           request->connection->client != HTTP_CLIENT_GONE &&
           request->form <= REQUEST_IN_PIECES;
}

Deferred *request_write(Request *request, const void *bytes, size_t length)
{
    thread_check("request_write");
    HttpConnection *c = request->connection;

    if (!is_open(request))
        return deferred_fail(
            value_failure(UV_ECANCELED, "the answer is not wanted any more"));
    http_stream_add(request, bytes, length);
    http_connection_push(c);
    return c->sending ? http_stream_wait(request)
                      : deferred_succeed(value_none());
}

void request_break(Request *request, const void *bytes, size_t length,
                   bool reset)
{
    thread_check("request_break");
    if (is_open(request))
        http_stream_raw(request, bytes, length, reset);
}
