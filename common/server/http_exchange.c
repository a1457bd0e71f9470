/*
 * One request, from the call of the server's function to its end. A complete
 * request comes in; its result, at once or from a Deferred, becomes an
 * answer in the connection's output. Http_connection.c calls all of this, in
 * the order that it decides; so no request is freed inside of a call here but
 * by the two that say so.
 */
#include "http_inside.h"

#include "keep.h"
#include "trace.h"

static bool wants(const HttpServer *server, Request *request)
{
    Kept *mark = keep_begin();
    bool wanted = server->wants_body(request, server->arg);

    keep_end(mark);
    return wanted;
}

/* Bodies of the usual size are read at any rate: the connection can be kept
   then. */
bool http_exchange_wants_body(HttpConnection *c, Request *request)
{
    HttpHead *head = &request->message.head;
    bool is_long = head->content_length > http_input_left(c) + HTTP_READ_AHEAD;

    request->connection = c;
    if (!c->server->wants_body || !(is_long || head->expects_continue) ||
        wants(c->server, request))
        return true;
    head->keep_alive = false;
    return false;
}

static Value call_function(HttpServer *server, Request *request)
{
    Value result;

    if (request->message.head.asterisk)
        return value_none();
    request->lane =
        trace_begin("request", request_method(request), request_path(request));
    trace_enter_lane("handler", (TraceFunction *)server->fn, request->lane);
    result = server->fn(request, server->arg);
    trace_leave();
    return result;
}

bool http_exchange_start(HttpConnection *c, Receiver *on_result)
{
    Request *request = c->request;
    Kept *mark = keep_begin();
    Value result;

    request->connection = c;
    result = call_function(c->server, request);
    keep_end(mark);
    if (result.kind == VALUE_DEFERRED) {
        request->state = REQUEST_WAITING;
        request->of.waiting = deferred_of(result);
        deferred_deliver(request->of.waiting, on_result, request);
    } else {
        http_exchange_take(request, result);
    }
    return true;
}

void http_exchange_take(Request *request, Value result)
{
    request->state = REQUEST_DONE;
    request->of.result = result;
}

/* To tell the pieces may end the handler, so it is asked afterwards whether
   its Deferred still waits. */
bool http_exchange_call_off(Request *request, RequestEnd why)
{
    request->called_off = (uint8_t)why;
    if (why == REQUEST_LEFT)
        http_stream_tell(request, true);
    if (request->state == REQUEST_WAITING &&
        (why != REQUEST_LEFT || !request->survives))
        deferred_cancel(request->of.waiting);
    return true;
}

bool http_exchange_follow(const HttpServer *server, Request *request)
{
    RequestEnd end = server->phase == HTTP_OVER        ? REQUEST_OVER
                     : server->phase == HTTP_CANCELING ? REQUEST_STOPPED
                                                       : REQUEST_WANTED;

    return request->called_off < end && http_exchange_call_off(request, end);
}

static void free_request(Request *request)
{
    value_free(request->of.result);
    request_free(request);
}

/* Returns what the connection does next: a half answer, or one that is no
   HTTP, can only end it. */
static HttpState add_answer(HttpConnection *c, Request *request, int *status)
{
    bool keeps_alive = http_answer_keeps_alive(request);

    *status = request->status;
    if (request->form == REQUEST_RAW_RESET)
        return HTTP_BREAKING;
    if (request->form == REQUEST_WHOLE)
        *status = http_answer_value(http_write_buffer(c), request,
                                    request->of.result);
    else if (request->form == REQUEST_IN_PIECES &&
             !http_stream_end(request, request->of.result))
        return HTTP_BREAKING;
    return keeps_alive ? HTTP_READING : HTTP_ENDING;
}

HttpState http_exchange_answer(HttpConnection *c, Request *request)
{
    int status;
    HttpState next = add_answer(c, request, &status);

    http_stream_tell(request, false);
    trace_end_code(request->lane, status);
    free_request(request);
    return next;
}

/* The client has left, so that the work was canceled is expected; any other
   failure is told. */
void http_exchange_drop(Request *request)
{
    Value result = request->of.result;

    http_stream_tell(request, true);
    if (failed(result) && as_failure(result)->code != UV_ECANCELED)
        failure_print(stderr, "after the client had left", as_failure(result));
    trace_end(request->lane, "client left");
    free_request(request);
}
