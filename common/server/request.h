/*
 * Request: one question from a client, and the answer to it.
 *
 * A handler is lent a Request and returns the answer's body as a Value, or a
 * Deferred of it. The Request lives until that answer is complete: also
 * while a Deferred waits, and for all its callbacks. If the client goes away
 * in the meantime the Deferred is cancelled; its callbacks still run, and the
 * Request is still there for them.
 *
 * All text that a Request gives is lent as long as the Request lives. It
 * comes from outside: it has passed HTTP's rules, and no more.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "deferred.h"
#include "router.h"

typedef struct Request Request;

/* Answers a request: text, HTML, bytes, JSON, none (an empty body), a
   failure, or a Deferred of any of these. */
typedef Value Handler(Request *request);

/* "GET", "POST" ... as it was sent. */
const char *request_method(const Request *request);

/* The path as it was sent, still percent-encoded, without the query and,
   where the target was a whole URL, without what is before the path. */
const char *request_path(const Request *request);

/* What follows the "?", still encoded, or NULL. */
const char *request_query_string(const Request *request);

/* The decoded value of a query parameter, the first of that name ("+" is a
   space), or NULL where it is not there or cannot be decoded. */
const char *request_query(Request *request, const char *name);

/* A header field's value, or NULL; the name in any case. Fields that came
   several times are one, joined by ", " (RFC 9110 section 5.3). */
const char *request_header(Request *request, const char *name);

/* The body: *length octets and a NUL behind them. */
const char *request_body(const Request *request, size_t *length);

/* A path variable of the route, by its name in the pattern: as decoded text,
   or as the number that <int:name> or <float:name> matched. A name or a
   kind that the route does not have stops the program. */
const char *request_text(const Request *request, const char *name);
int64_t request_int(const Request *request, const char *name);
double request_float(const Request *request, const char *name);

/* The state that app_set_state() was given. */
void *request_state(const Request *request);

/* Sets the status of the answer, 200 to 599; it is 200 if nobody does. A
   failure that is returned as the answer brings its own, whatever was set. */
void request_set_status(Request *request, int status);

/* Sets a header field of the answer, replacing one of that name; copies. A
   name or value that HTTP does not allow (a line break, say) is refused
   with UV_EINVAL. Fields of the framing (Content-Length, Transfer-Encoding,
   Connection, Date) are the server's: UV_EINVAL too. */
int request_set_header(Request *request, const char *name, const char *value);

/* Keeps the handler's Deferred running when the client goes away; its
   result is then dropped. */
void request_survive_disconnect(Request *request);

/* Sends a piece of the body at once, chunked; the handler's Deferred, when
   it fires, ends the body, and what it fires with is sent last. Returns a
   Deferred that fires with none when the client has taken most of what was
   sent (write the next piece then), and fails with UV_ECANCELED if the client
   goes away; it is the caller's. */
Deferred *request_write(Request *request, const void *bytes, size_t length);

/* For stand-ins that misbehave: answers with these octets as they are, head
   and all, which it copies, and closes the connection when the handler has
   ended: in good order, or with a reset. What the handler returns is
   dropped. */
void request_break(Request *request, const void *octets, size_t length,
                   bool reset);

/* For the app, which stands between the server and the handlers: finds the
   route of the request's path and keeps the match in the request, so that
   request_text() and the others can read it. */
RouteOutcome request_route(Request *request, const Router *router);

/* The match that request_route() has kept. */
const RouteMatch *request_match(const Request *request);

/* Whether its end was called for, as the client has gone or the server
   stops. */
bool request_is_called_off(const Request *request);

/* Sets what request_state() returns. */
void request_set_state(Request *request, void *state);

#endif
