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
 * A connection has one request at a time with the function; what the client
 * sends meanwhile waits, so answers leave in the order of the requests.
 *
 * A client that goes away cancels the Deferred of its request; that the
 * client ends its side of the connection counts as going away.
 *
 * When the reactor stops, the server stops listening, lets the requests that
 * it has be answered for drain_seconds, then cancels those that are left,
 * which are answered with 503, and closes.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "reactor.h"
#include "request.h"

typedef struct HttpServer HttpServer;

/* Answers a request, which it is lent. */
typedef Value HttpFunction(Request *request, void *arg);

/* What a client may ask of the server. Times are absolute: a byte now and
   then does not extend them. None runs while the function has a request. */
typedef struct {
    size_t line_bytes;      /* the request line; more is a 414 */
    size_t head_bytes;      /* line and fields; more is a 431 */
    size_t head_fields;     /* their number; more is a 431 */
    size_t body_bytes;      /* more is a 413 */
    size_t connections;     /* at the same time; more get a 503 */
    size_t output_bytes;    /* answers not yet taken by the client; then no
                               further request of that client is read */
    double head_seconds;    /* from the first byte; then a 408 */
    double body_seconds;    /* from the end of the head; then a 408 */
    double idle_seconds;    /* between two requests; then it closes */
    double write_seconds;   /* to take what was sent; then it closes */
    double drain_seconds;   /* at the end, for answers still to come */
} HttpLimits;

/* Makes a server that answers by fn(request, arg). */
HttpServer *http_server_new(Reactor *reactor, HttpFunction *fn, void *arg);

/* The limits, to be changed before the server listens. */
HttpLimits *http_server_limits(HttpServer *server);

/* Listens on an endpoint (endpoint.h). Returns the URL as text, with the
   port that the system has chosen for port 0, or a failure with one
   sentence. The caller frees it. */
Value http_server_listen(HttpServer *server, const char *endpoint);

/* How many connections are open. */
size_t http_server_connections(const HttpServer *server);

/* Closes what is left at once and frees the server. The loop has to turn
   once more (reactor_free() does) before all is closed. */
void http_server_free(HttpServer *server);

#endif
