/*
 * HttpServer: answers HTTP/1.1 requests (RFC 9110, RFC 9112) by a function.
 *
 * The server listens on one or more endpoints, reads requests, and hands
 * each one to a function, which returns the answer's body as a Value:
 *
 *     text     200, text/plain; charset=utf-8
 *     HTML     200, text/html; charset=utf-8
 *     bytes    200, application/octet-stream
 *     none     200, an empty body
 *     failure  its code, if that is an HTTP status, and its message as
 *              text; any other failure is a 500 that tells the client
 *              nothing, and is printed on stderr
 *     Deferred the answer is sent when it fires, with any of these
 *
 * The function may set another status and other fields (request.h).
 * A connection has one request at a time with the function; the client's
 * next requests wait, so answers leave in the order of the requests.
 *
 * A client that goes away cancels the Deferred of its request; that the
 * client ends its side of the connection counts as going away.
 *
 * When the reactor stops, the server stops listening, lets the requests that
 * it has be answered, then cancels those that are left, which are answered
 * with 503, and closes. They are left after drain_seconds; or as soon as
 * they wait in vain, like long polls, because nothing is left that could
 * fire their Deferreds: no other client, no call to come, no open handle.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http_limits.h"
#include "reactor.h"
#include "request.h"

typedef struct HttpServer HttpServer;

/* Answers a request, which it is lent. */
typedef Value HttpFunction(Request *request, void *arg);

/* Whether the function has a use for the body of this request. */
typedef bool HttpWantsBody(Request *request, void *arg);

/* The limits of a server that is given none: 8 KiB for the request line, 32
   KiB and 100 fields for the head, 1 MiB for the body, 20,000 connections, 64
   KiB of output; 10 s for a head, 30 s for a body, 60 s idle, 30 s to write,
   or longer for a client that reads 1 KiB a second; 5 s at most to drain. */
extern const HttpLimits http_server_limits;

/* Makes a server that answers by fn(request, arg). It copies the limits;
   NULL means http_server_limits. */
HttpServer *http_server_new(Reactor *reactor, const HttpLimits *limits,
                            HttpFunction *fn, void *arg);

/* Gives each request this many bytes for the function's own use, zero at
   first: request_room(). To be called before the server listens, as is the
   next one. */
void http_server_set_room(HttpServer *server, size_t bytes);

/* Asks fn(request, arg), when the head of a request has come, whether the
   function has a use for a body that is long or for which the client waits
   (Expect: 100-continue). If not, the function is called at once, without
   the body, and the connection is closed after its answer. */
void http_server_set_wants_body(HttpServer *server, HttpWantsBody *fn);

/* Listens on an endpoint (endpoint.h). Returns the URL as text, with the
   port that the system has chosen for port 0, or a failure with one
   sentence. The caller frees it. */
Value http_server_listen(HttpServer *server, const char *endpoint);

/* How many connections are open. */
size_t http_server_connections(const HttpServer *server);

/* Closes all connections at once, cancels the Deferreds of requests, and frees
   the server as soon as the loop has turned (as reactor_free() lets it). */
void http_server_free(HttpServer *server);

#endif
