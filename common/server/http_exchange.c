#include "http_inside.h"

#include "keep.h"
#include "trace.h"


bool http_exchange_keeps_alive(const Request *request)
{
    return request->head.keep_alive &&
           !request->connection->server->draining && !request->breaks &&
           !(request->streaming && request->head.is_1_0);
}

static void end_lane(const Request *request)
{
    if (request->abandoned)
        trace_end(request->lane, "client left");
    else
        trace_end_code(request->lane, (int)request->status);
}

static void answer(HttpConnection *c, Request *request, Value result)
{
    bool keep_alive = http_exchange_keeps_alive(request);

    c->state = keep_alive ? HTTP_READING_HEAD : HTTP_ENDING;
    if (request->breaks)
        c->broken = request->resets;
    else if (request->streaming)
        http_stream_end(request, result);
    else
        http_answer_value(http_write_buffer(c), request, result, keep_alive);
    http_write_flush_much(c);
    http_deadline_of_state(c);
}

/* Nobody is there for the result; that it was cancelled is not news. */
static void drop(const Request *request, Value result)
{
    if (failed(result) && as_failure(result)->code != UV_ECANCELED)
        failure_print(stderr, "after the client had left", as_failure(result));
}

static void finish(Request *request, Value result)
{
    HttpConnection *c = request->connection;
    bool abandoned = request->abandoned;

    if (abandoned)
        drop(request, result);
    else
        answer(c, request, result);
    end_lane(request);
    request->abandoned = true;
    if (request->pieces)
        http_stream_written(request);
    c->request = NULL;
    request_free(request);
    if (abandoned)
        http_connection_release(c);
    else
        http_read_answered(c);
}

static void on_result(Value result, void *request)
{
    ((Request *)request)->waiting = NULL;
    finish(request, result);
}

/* The client may have said before that it sends no more. */
static void wait_for(HttpConnection *c, Request *request, Deferred *d)
{
    request->waiting = d;
    deferred_deliver(d, on_result, request);
    if (c->ended && c->request == request)
        http_exchange_abandon(c);
}

static Value call(const HttpServer *server, Request *request)
{
    Value result;

    if (request->head.asterisk)
        return value_none();
    request->lane = trace_begin("request", request_method(request),
                                request_path(request));
    trace_enter_lane("handler", (TraceFunction *)server->fn, request->lane);
    result = server->fn(request, server->arg);
    trace_leave();
    return result;
}

void http_exchange_start(HttpConnection *c)
{
    HttpServer *server = c->server;
    Request *request = c->request;
    Value result;
    Kept *mark;

    c->state = HTTP_ANSWERING;
    c->deadline = 0;
    mark = keep_begin();
    result = call(server, request);
    keep_end(mark);
    if (result.kind == VALUE_DEFERRED) {
        wait_for(c, request, deferred_of(result));
    } else {
        finish(request, result);
        value_free(result);
    }
}

void http_exchange_abandon(HttpConnection *c)
{
    Request *request = c->request;

    if (c->state == HTTP_ANSWERING)
        c->state = HTTP_ENDING;
    if (request->abandoned)
        return;
    request->abandoned = true;
    http_stream_cancel(request);
    if (request->waiting && !request->survives)
        deferred_cancel(request->waiting);
}
