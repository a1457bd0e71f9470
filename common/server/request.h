/*
 * Request: one question from a client, and the answer to it.
 *
 * A handler is lent a Request and returns the answer's body as a Value, or a
 * Deferred of it. The Request lives until that answer is complete: also
 * while a Deferred waits, and for all its callbacks. If the client goes away
 * in the meantime the Deferred is canceled; its callbacks still run, and the
 * Request is still there for them.
 *
 * All text that a Request gives is lent as long as the Request lives. It
 * comes from outside: it has passed HTTP's rules, and no more.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "deferred.h"

typedef struct Request Request;

/* Answers a request: text, HTML, bytes, JSON, none (an empty body), a
   failure, or a Deferred of any of these. */
typedef Value Handler(Request *request);

/* "GET", "POST" ... as it was sent. */
const char *request_method(const Request *request);

/* The path as it was sent, still percent-encoded, without the query and,
   if the target was a whole URL, without the scheme and the host. */
const char *request_path(const Request *request);

/* What follows the "?", still encoded, or NULL. */
const char *request_query_string(const Request *request);

/* The decoded value of a query parameter, the first of that name ("+" is a
   space), or NULL if it is missing or cannot be decoded. */
const char *request_query(Request *request, const char *name);

/* A header field's value, or NULL; the name in any case. Fields that came
   several times are one, joined by ", " (RFC 9110 section 5.3). */
const char *request_header(Request *request, const char *name);

/* The body: *length bytes and a NUL after them. */
const char *request_body(const Request *request, size_t *length);

/* Sets the status of the answer, 200 to 599; without it, 200. A
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
   it fires, ends the body, and its result is sent last. Returns a
   Deferred that fires with none when the client has taken most of the
   bytes (write the next piece then), and fails with UV_ECANCELED if the client
   goes away; it is the caller's. A client that takes nothing for
   HttpLimits.write_seconds is taken to have gone. */
Deferred *request_write(Request *request, const void *bytes, size_t length);

#endif
