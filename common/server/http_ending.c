/*
 * How a connection ends. Http_connection.c asks here whether it is time, and
 * which answer the client gets; the return value is the next state.
 */
#include "http_inside.h"

#include <sys/socket.h>

static bool is_idle(const HttpConnection *c)
{
    return c->state == HTTP_READING && c->reader.state == HTTP_READER_IDLE &&
           http_input_left(c) == 0;
}

/* When the server ends, idle clients go first. Clients that have sent a part
   of a request have until the end of the grace. */
bool http_ending_is_due(const HttpConnection *c)
{
    HttpPhase phase = c->server->phase;
    bool is_quiet = !c->output && !c->sending;

    return c->client == HTTP_CLIENT_GONE || phase == HTTP_OVER ||
           (phase == HTTP_CANCELING && is_quiet && c->state == HTTP_READING) ||
           (phase == HTTP_DRAINING && is_quiet && is_idle(c));
}

HttpState http_ending_refuse(HttpConnection *c, HttpRefusal refusal,
                             bool to_head)
{
    http_answer_refusal(http_write_buffer(c), refusal, to_head);
    return HTTP_ENDING;
}

/* A request that is late is refused. A client that sends nothing or takes
   nothing is not told. */
HttpState http_ending_late(HttpConnection *c)
{
    static const HttpRefusal late = {408, "The request took too long."};
    const HttpMessage *message = c->reader.message;
    uint8_t timing = c->timing;

    http_deadline_restart(c);
    if (timing != HTTP_TIME_OF_HEAD && timing != HTTP_TIME_OF_BODY)
        return HTTP_CLOSED;
    return http_ending_refuse(c, late, message && message->head.is_head);
}

/* The client waits for an answer, and has ended its side: it has left. So has
   one that sends on and on meanwhile, for if we stopped reading we would not
   see it leave, and if we went on we would need memory without end. */
HttpState http_ending_give_up(HttpConnection *c)
{
    static const HttpRefusal flood = {429,
                                      "Too much was sent before the answer."};
    const Request *request = c->request;

    if (request->form != REQUEST_WHOLE)
        return HTTP_BREAKING;
    if (c->client == HTTP_CLIENT_HERE)
        http_ending_refuse(c, flood, request->message.head.is_head);
    return HTTP_ENDING;
}

/* All is said. To close with bytes of the client unread would be a reset,
   and that could overtake the last answer (RFC 9112 section 9.6): so we shut
   our side, and drop all bytes until the client shuts its own.
   shutdown() and not uv_shutdown(), as nothing waits to be written. */
HttpState http_ending_said(HttpConnection *c)
{
    uv_os_fd_t fd;

    if (c->state == HTTP_BREAKING || c->client == HTTP_CLIENT_ENDED ||
        uv_fileno(&c->uv.handle, &fd) != 0 || shutdown(fd, SHUT_WR) != 0)
        return HTTP_CLOSED;
    return HTTP_LINGERING;
}
