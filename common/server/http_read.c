#include "http_inside.h"

#include "delayed_call.h"

static void lend_input(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    HttpConnection *c = handle->data;

    buf->base = c->server->input;
    buf->len = sizeof c->server->input;
}

/* Whether a next request may be read: the last one is answered, and the
   client has taken the answer. */
static bool is_ready(const HttpConnection *c)
{
    return c->state <= HTTP_READING_BODY && !c->sending && !c->broken;
}

static void refuse(HttpConnection *c, HttpRefusal refusal, bool is_head)
{
    http_answer_refusal(http_write_buffer(c), refusal, is_head);
    if (c->request)
        request_free(c->request);
    c->request = NULL;
    c->state = HTTP_ENDING;
}

static void begin_body(HttpConnection *c, Request *request, bool more)
{
    const HttpHead *head = &request->head;

    request->now.body = head->chunked
                            ? http_body_of_chunks()
                            : http_body_of_length(head->content_length);
    c->state = HTTP_READING_BODY;
    http_deadline_of_state(c);
    if (head->expects_continue && !more)
        buffer_add_text(http_write_buffer(c), "HTTP/1.1 100 Continue\r\n\r\n");
}

/* A head has come, and more behind it or not. */
static void begin_request(HttpConnection *c, const char *bytes, bool more)
{
    Request *request = request_new(c, bytes);
    HttpRefusal refusal =
        http_head_read(&request->head, &c->scan, &c->server->limits);

    c->scan = (HttpLines){0};
    c->in_head = false;
    c->request = request;
    if (refusal.status != 0)
        refuse(c, refusal, request->head.is_head);
    else if (request->head.chunked || request->head.content_length > 0)
        begin_body(c, request, more);
    else
        http_exchange_start(c);
}

/* A head of which nothing but empty lines has come has not begun. */
static size_t keep_head(HttpConnection *c, size_t length)
{
    if (c->scan.lines == 0 && c->scan.line == length) {
        c->scan = (HttpLines){0};
        return length;
    }
    if (!c->in_head) {
        c->in_head = true;
        http_deadline_of_state(c);
    }
    return 0;
}

/* These two return how many octets they have used; none if they need more to
   go on. */
static size_t read_head(HttpConnection *c, char *bytes, size_t length)
{
    size_t end, start;
    HttpRefusal refusal =
        http_lines_read(&c->scan, bytes, length, &c->server->limits, &end);

    start = c->scan.start;
    if (refusal.status != 0) {
        refuse(c, refusal,
               length - start > 5 && memcmp(bytes + start, "HEAD ", 5) == 0);
        return length;
    }
    if (end == 0)
        return keep_head(c, length);
    begin_request(c, bytes, end < length);
    return end;
}

static size_t read_body(HttpConnection *c, const char *bytes, size_t length)
{
    Request *request = c->request;
    size_t used;
    HttpRefusal refusal =
        http_body_read(&request->now.body, bytes, length, &request->content,
                       &c->server->limits, &used);

    if (refusal.status != 0) {
        refuse(c, refusal, request->head.is_head);
    } else if (http_body_done(&request->now.body)) {
        request->now.match = (RouteMatch){0};
        http_exchange_start(c);
    }
    return used;
}

static size_t read_requests(HttpConnection *c, char *bytes, size_t length)
{
    size_t used = 0, step = 1;

    c->in_turn = true;
    while (step > 0 && used < length && is_ready(c)) {
        step = c->state == HTTP_READING_HEAD
                   ? read_head(c, bytes + used, length - used)
                   : read_body(c, bytes + used, length - used);
        used += step;
    }
    c->in_turn = false;
    return used;
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buf);

/* Reading goes on during an answer, or nobody would see the client leave;
   but not for ever. */
static void read_or_stop(HttpConnection *c)
{
    bool stop = c->ended || (c->state < HTTP_ENDING && !is_ready(c) &&
                             c->input.length >= HTTP_READ_AHEAD);

    if (stop && !c->stopped)
        uv_read_stop(&c->uv.stream);
    if (!stop && c->stopped)
        uv_read_start(&c->uv.stream, lend_input, on_read);
    c->stopped = stop;
}

/* All is said. To close with octets of the client unread would be a reset,
   and that could overtake the last answer (RFC 9112 section 9.6): so this
   side is shut, and what comes until the client shuts its own is dropped.
   shutdown() and not uv_shutdown(), as nothing waits to be written. */
static void linger(HttpConnection *c)
{
    uv_os_fd_t fd;

    c->state = HTTP_LINGERING;
    buffer_free(&c->input);
    uv_fileno(&c->uv.handle, &fd);
    if (c->ended || shutdown(fd, SHUT_WR) != 0)
        http_connection_close(c);
    else
        http_deadline_of_state(c);
}

/* What is to be done when no more requests can be read for now. */
static void settle(HttpConnection *c)
{
    http_write_flush(c);
    if (c->broken || (c->ended && is_ready(c)))
        http_connection_close(c);
    else if (c->state == HTTP_ENDING && !c->sending)
        linger(c);
    if (c->state != HTTP_CLOSED)
        read_or_stop(c);
}

void http_read_go_on(HttpConnection *c)
{
    size_t used = read_requests(c, c->input.bytes, c->input.length);

    buffer_drop(&c->input, used);
    if (c->input.length == 0)
        buffer_free(&c->input);
    settle(c);
}

static void go_on(void *c)
{
    http_read_go_on(c);
}

void http_read_go_on_later(HttpConnection *c)
{
    Reactor *reactor = c->server->reactor;

    delayed_call_cancel(reactor, c->go_on);
    c->go_on = reactor_call_later(reactor, 0, go_on, c);
}

void http_read_answered(HttpConnection *c)
{
    if (c->in_turn)
        return;
    settle(c);
    if (c->input.length > 0 && is_ready(c))
        http_read_go_on_later(c);
}

void http_read_refuse(HttpConnection *c, HttpRefusal refusal)
{
    refuse(c, refusal, c->request && c->request->head.is_head);
    settle(c);
}

/* Most often all of what has come is used at once, without a copy. */
static void take_input(HttpConnection *c, char *bytes, size_t length)
{
    size_t used;

    if (c->input.length > 0) {
        buffer_add(&c->input, bytes, length);
        http_read_go_on(c);
        return;
    }
    used = read_requests(c, bytes, length);
    if (used < length && c->state < HTTP_ENDING)
        buffer_add(&c->input, bytes + used, length - used);
    settle(c);
}

static void end_input(HttpConnection *c)
{
    c->ended = true;
    c->stopped = true;
    if (c->state == HTTP_ANSWERING)
        http_exchange_abandon(c);
    if (c->state == HTTP_LINGERING)
        http_connection_close(c);
    else
        http_read_go_on(c);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buf)
{
    HttpConnection *c = stream->data;

    if (count == UV_EOF)
        end_input(c);
    else if (count < 0)
        http_connection_close(c);
    else if (count > 0 && c->state < HTTP_ENDING)
        take_input(c, buf->base, (size_t)count);
}

/* Answers leave in one write: nothing is won by waiting for more. */
void http_read_start(HttpConnection *c)
{
    if (c->uv.handle.type == UV_TCP)
        uv_tcp_nodelay(&c->uv.tcp, 1);
    uv_read_start(&c->uv.stream, lend_input, on_read);
}
