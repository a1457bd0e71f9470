/*
 * One connection. Events come in: libuv has read or written, a Deferred has
 * its result, the next turn of the loop has come, or another file, such as
 * the sweep, knows something new. Each changes a field and calls
 * http_connection_wake(), the one place that decides the next step. It takes
 * one after the other until there is none to take; a step calls files
 * below, and none of them calls back. What a handler does meanwhile (fire,
 * write, stop the program) changes a field, too, and lets it look once more.
 */
#include "http_inside.h"

#include "delayed_call.h"

static void on_written(uv_write_t *write, int status)
{
    HttpConnection *c = write->data;

    http_write_ended(c);
    http_deadline_restart(c);
    if (status != 0)
        c->client = HTTP_CLIENT_GONE;
    c->resting = false;
    http_connection_wake(c);
}

/* The next handler must not run inside the call that fires this Deferred. */
static void on_result(Value result, void *arg)
{
    Request *request = arg;
    HttpConnection *c = request->connection;

    http_exchange_take(request, value_copy(result));
    c->resting = c->turn == HTTP_ASLEEP;
    http_connection_wake(c);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buf)
{
    HttpConnection *c = stream->data;

    if (count == 0 || (count > 0 && c->state >= HTTP_ENDING))
        return;
    if (count > 0)
        http_input_add(c, buf->base, (size_t)count);
    else
        c->client = count == UV_EOF ? HTTP_CLIENT_ENDED : HTTP_CLIENT_GONE;
    c->resting = false;
    http_connection_wake(c);
}

static void on_closed(uv_handle_t *handle)
{
    HttpConnection *c = handle->data;

    c->handle_closed = true;
    http_connection_wake(c);
}

static void on_next_turn(void *arg)
{
    HttpConnection *c = arg;

    c->resting = false;
    http_connection_wake(c);
}

static void wake_later(HttpConnection *c)
{
    Reactor *reactor = c->server->reactor;

    delayed_call_cancel(reactor, c->next_turn);
    c->next_turn = reactor_call_later(reactor, 0, on_next_turn, c);
}

/* Whether there was something to write. */
static bool flush(HttpConnection *c)
{
    if (!c->output || c->sending)
        return false;
    if (!http_write_flush(c, on_written))
        c->client = HTTP_CLIENT_GONE;
    return true;
}

static void let_go(HttpConnection *c)
{
    delayed_call_cancel(c->server->reactor, c->next_turn);
    http_write_drop(c);
    http_input_drop(c);
    http_crowd_leave(c);
    uv_close(&c->uv.handle, on_closed);
    if (c->request && c->request->called_off == REQUEST_WANTED)
        http_exchange_call_off(c->request, REQUEST_LEFT);
}

static bool go_to(HttpConnection *c, HttpState state)
{
    c->state = (uint8_t)state;
    if (state >= HTTP_ENDING)
        http_input_drop(c);
    if (state == HTTP_CLOSED)
        let_go(c);
    return true;
}

static bool start_request(HttpConnection *c)
{
    c->request = http_input_request(c);
    http_deadline_restart(c);
    go_to(c, HTTP_ANSWERING);
    return http_exchange_start(c, on_result);
}

/* If the function has no use for the body, it is called at once, and we
   throw the body away as it comes. */
static bool begin_body(HttpConnection *c)
{
    if (!http_exchange_wants_body(c, (Request *)c->reader.message))
        return start_request(c);
    if (c->reader.message->head.expects_continue && http_input_left(c) == 0)
        buffer_add_text(http_write_buffer(c), "HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

/* None is read before the client has taken the answers to those before. */
static bool read_request(HttpConnection *c)
{
    HttpReading reading;

    if (c->sending || c->resting)
        return flush(c);
    switch (http_input_read(c, &reading)) {
    case HTTP_READER_REQUEST:
        return start_request(c);
    case HTTP_READER_BEGUN:
        return begin_body(c);
    case HTTP_READER_REFUSED:
        return go_to(c,
                     http_ending_refuse(c, reading.refusal, reading.to_head));
    default:
        if (flush(c) && http_ending_may_be_due(c))
            return true;
        return c->client == HTTP_CLIENT_ENDED && !c->sending &&
               go_to(c, HTTP_ENDING);
    }
}

static bool wait_for_result(HttpConnection *c)
{
    if (c->client == HTTP_CLIENT_ENDED ||
        http_input_left(c) > HTTP_READ_AHEAD) {
        go_to(c, http_ending_give_up(c));
        return http_exchange_call_off(c->request, REQUEST_LEFT);
    }
    if (flush(c))
        return true;
    return c->request->pieces && !c->sending &&
           http_stream_tell(c->request, false);
}

static bool end_request(HttpConnection *c)
{
    Request *request = c->request;

    if (c->state == HTTP_ANSWERING && c->client != HTTP_CLIENT_GONE)
        go_to(c, http_exchange_answer(c, request));
    else
        http_exchange_drop(request);
    c->request = NULL;
    if (http_write_is_much(c))
        flush(c);
    return true;
}

/* What is next? Returns whether there was a step to take. */
static bool take_step(HttpConnection *c)
{
    const Request *request = c->request;

    if (request && request->state == REQUEST_DONE)
        return end_request(c);
    if (request && http_exchange_follow(c->server, c->request))
        return true;
    if (c->state == HTTP_CLOSED)
        return false;
    if (http_ending_may_be_due(c) && http_ending_is_due(c))
        return go_to(c, HTTP_CLOSED);
    if (http_deadline_passed(c))
        return go_to(c, http_ending_late(c));
    switch (c->state) {
    case HTTP_READING:
        return read_request(c);
    case HTTP_ANSWERING:
        return wait_for_result(c);
    case HTTP_LINGERING:
        return c->client == HTTP_CLIENT_ENDED && go_to(c, HTTP_CLOSED);
    default: /* the last answer is on its way */
        if (flush(c))
            return true;
        return !c->sending && go_to(c, http_ending_said(c));
    }
}

/* Nothing is left to do until the next event. */
static void rest(HttpConnection *c)
{
    if (c->state == HTTP_CLOSED) {
        if (c->handle_closed && !c->request)
            http_crowd_remove(c);
        return;
    }
    if (!http_input_rest(c, on_read))
        c->client = HTTP_CLIENT_GONE;
    if (c->client == HTTP_CLIENT_GONE ||
        (c->resting && http_input_left(c) > 0))
        wake_later(c);
    http_deadline_update(c);
    if (c->server->phase >= HTTP_DRAINING)
        http_crowd_hold(c);
}

void http_connection_wake(HttpConnection *c)
{
    if (c->turn != HTTP_ASLEEP) {
        c->turn = HTTP_WOKEN_AGAIN;
        return;
    }
    do {
        c->turn = HTTP_AWAKE;
        while (take_step(c))
            continue;
    } while (c->turn == HTTP_WOKEN_AGAIN);
    c->turn = HTTP_ASLEEP;
    rest(c);
}

void http_connection_turn_away(HttpConnection *c, HttpRefusal refusal)
{
    http_answer_refusal(http_write_buffer(c), refusal, false);
    go_to(c, HTTP_ENDING);
    http_connection_wake(c);
}

void http_connection_push(HttpConnection *c)
{
    flush(c);
    http_deadline_update(c);
    if (c->client == HTTP_CLIENT_GONE)
        wake_later(c);
}
