/*
 * The inside of the HTTP server, which its files share. Everyone else
 * includes http_server.h and request.h.
 *
 * How a connection travels. Whatever happens to it, bytes, their end, a
 * write that is done, a result, a deadline, the end of the server, changes
 * a field, and http_connection_wake() decides the next step: read a request,
 * give it to the function, answer, refuse, write, linger, close. It goes on
 * until nothing is left to do, and rests until it is woken again. It calls
 * the files below it, and these call nothing above them:
 *
 *     request_write.c    what handlers write before their result
 *     http_server.c      the server's first and last day
 *     http_drain.c       the end of the server, in order
 *     http_listen.c      endpoints
 *     http_accept.c      new connections
 *     http_sweep.c       the clock of the deadlines
 *     http_connection.c  one connection: events come in, wake() decides
 *     http_ending.c      how it ends
 *     http_exchange.c    one request: the function is called, its result
 *                        becomes an answer
 *     http_stream.c      answers in pieces, and answers that are not HTTP
 *     http_answer.c      a Value becomes bytes
 *     http_deadline.c    how long a connection may stay as it is
 *     http_crowd.c       the list of all connections
 *     http_input.c       bytes that have been read become requests
 *     http_write.c       bytes go to the socket, which may be slow
 *     request.c          what handlers see of a request
 *     http/http_reader.c bytes become requests, without a socket
 *
 * http_state.h has their fields, by the file that writes them.
 *
 * The speed comes from one read and one write for a request. The
 * connections share one buffer to read into, and one that waits owns none.
 * The answers to all requests of one read leave in one write.
 */
#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H

#include "http_state.h"

/* request.c */
void request_free(Request *request);

/* http_accept.c: accepts the connections of a listener whose poll exists.
   Returns 0 or an UV_E code. */
int http_accept_start(HttpListener *listener);
void http_accept_stop(HttpListener *listener);

/* Gives up the spare descriptor. */
void http_accept_end(HttpServer *server);

/* http_listen.c */
Value http_listen(HttpServer *server, const char *endpoint);
void http_listen_stop(HttpServer *server);

/* http_sweep.c: looks at the deadlines from now on, as long as there are
   connections. */
void http_sweep_start(HttpServer *server);
void http_sweep_stop(HttpServer *server);

/* http_drain.c: the server's trigger of the reactor's end. */
Value http_drain(Value result, void *server);

/* Sees whether the last connection is gone. */
void http_drain_check(HttpServer *server);

/* Closes all connections and cancels what waits. */
void http_drain_end(HttpServer *server);

/* http_connection.c: decides on the next step and takes it, until there
   is none. The connection may be gone afterwards. */
void http_connection_wake(HttpConnection *c);

/* Tells a new one that there is no place for it, and lets it go. */
void http_connection_turn_away(HttpConnection *c, HttpRefusal refusal);

/* Writes the output, from inside a handler; all other work is for the next
   turn. */
void http_connection_push(HttpConnection *c);

/* http_ending.c: whether c closes now, as the server ends or the client is
   gone. */
bool http_ending_is_due(const HttpConnection *c);

/* A quick look, for each step: most often neither is so. */
static inline bool http_ending_may_be_due(const HttpConnection *c)
{
    return c->client == HTTP_CLIENT_GONE || c->server->phase != HTTP_SERVING;
}

/* These return the next state: after a refusal; if its time is over; if
   the client may not wait any longer; when the last answer is sent. */
HttpState http_ending_refuse(HttpConnection *c, HttpRefusal refusal,
                             bool to_head);
HttpState http_ending_late(HttpConnection *c);
HttpState http_ending_give_up(HttpConnection *c);
HttpState http_ending_said(HttpConnection *c);

/* http_exchange.c: whether the function has a use for the body of this
   request, whose head has come. */
bool http_exchange_wants_body(HttpConnection *c, Request *request);

/* Calls the function for c's request. A Deferred's result goes to on_result,
   which is lent it. Returns true, as does the next but one: each is a step. */
bool http_exchange_start(HttpConnection *c, Receiver *on_result);

/* The result of the function's Deferred, which it takes. */
void http_exchange_take(Request *request, Value result);

/* The result is not wanted: cancels the function's Deferred. */
bool http_exchange_call_off(Request *request, RequestEnd why);

/* Does that if the server ends; returns whether there was a need. A handler
   that took the first cancel for the end of one wait, and began another, gets
   a second one when all is over. */
bool http_exchange_follow(const HttpServer *server, Request *request);

/* Puts the answer of a request that is done into the output, and frees the
   request. Returns the connection's next state. */
HttpState http_exchange_answer(HttpConnection *c, Request *request);

/* Frees a request that is done and has no client any more. */
void http_exchange_drop(Request *request);

/* http_stream.c: adds a piece of the body to the output, after the head if it
   is the first one. */
void http_stream_add(Request *request, const void *bytes, size_t length);

/* A Deferred that fires when the client has taken all that was added. */
Deferred *http_stream_wait(Request *request);

/* Fires those Deferreds: with none, or with UV_ECANCELED. Returns true. */
bool http_stream_tell(Request *request, bool gone);

/* Adds the end of the body. Returns false if the result cannot be one: then
   the answer is to be cut off. */
bool http_stream_end(Request *request, Value result);

/* Answers with these bytes as they are. */
void http_stream_raw(Request *request, const void *bytes, size_t length,
                     bool reset);

/* http_answer.c: adds an answer to the output. Returns its status. */
int http_answer_value(Buffer *out, const Request *request, Value result);
void http_answer_refusal(Buffer *out, HttpRefusal refusal, bool to_head);

/* Adds the head of an answer in pieces. */
void http_answer_begin(Buffer *out, const Request *request);

/* Whether the answer has a body: not for HEAD, 204 and 304. */
bool http_answer_has_body(const Request *request);

/* Whether the connection is for more than this request. */
bool http_answer_keeps_alive(const Request *request);

/* http_deadline.c: sets c's deadline, if it needs time for another thing
   than before. */
void http_deadline_update(HttpConnection *c);

/* Begins the time anew. */
void http_deadline_restart(HttpConnection *c);

/* Whether its time is over, once the clock is past the deadline. */
bool http_deadline_is_over(HttpConnection *c);

static inline bool http_deadline_passed(HttpConnection *c)
{
    return c->deadline > 0 && c->server->now >= c->deadline &&
           http_deadline_is_over(c);
}

/* http_input.c: adds bytes that have been read; they are used in place until
   http_input_rest(). */
void http_input_add(HttpConnection *c, char *bytes, size_t length);

/* How many bytes have not been used. */
static inline size_t http_input_left(const HttpConnection *c)
{
    return c->input.length - c->used;
}

/* The next event of the reader. */
HttpReaderEvent http_input_read(HttpConnection *c, HttpReading *reading);

/* The request that has come, which it hands over. */
Request *http_input_request(HttpConnection *c);

/* Forgets all of it. */
void http_input_drop(HttpConnection *c);

/* Keeps the bytes that have not been used, and lets libuv read on by fn, or
   pause. Returns false if libuv cannot. */
bool http_input_rest(HttpConnection *c, uv_read_cb fn);

/* http_crowd.c: adds a connection for an accepted socket, of this kind of
   stream. Returns 0, or an UV_E code if libuv cannot take it. */
int http_crowd_add(HttpServer *server, uv_handle_type kind, int fd,
                   bool is_extra, HttpConnection **added);

/* It is closed, so it does not count any more. */
void http_crowd_leave(HttpConnection *c);

/* Frees it. */
void http_crowd_remove(HttpConnection *c);

/* Calls fn for each connection. They may go while it walks. */
void http_crowd_each(HttpServer *server, void (*fn)(HttpConnection *c));

/* Says whether it keeps the loop from ending, while the server drains. */
void http_crowd_hold(HttpConnection *c);

/* http_write.c: the buffer to which answers are added. Nothing is written
   before http_write_flush(). */
Buffer *http_write_buffer(HttpConnection *c);

/* Writes it; if the client does not take all at once, libuv writes the rest
   later, and then calls fn. Returns false if the client is gone. */
bool http_write_flush(HttpConnection *c, uv_write_cb fn);

/* Whether it is too long to wait for more. */
bool http_write_is_much(const HttpConnection *c);

/* Libuv has written it, or given up. */
void http_write_ended(HttpConnection *c);

/* How many bytes of what libuv writes the client has taken, since it was
   given them or since the last call. */
size_t http_write_taken(HttpConnection *c);

/* Gives back the output, and the spare ones. */
void http_write_drop(HttpConnection *c);
void http_write_free_spares(HttpServer *server);

#endif
