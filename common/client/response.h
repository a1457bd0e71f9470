/*
 * Response: what a server has answered to a client's request (client.h).
 *
 * It is an object Value, and it is there as soon as the answer's head is.
 * The body comes later, so each function that reads it returns a Deferred.
 * A body is read from the network whether you ask for it or not, and kept, so
 * you may ask for it any number of times, also at the same time.
 *
 * When the response has no owner any more and nothing waits for its body, the
 * rest of it is not wanted: the connection is closed. Canceling the last
 * Deferred that waits for a body does the same.
 */
#ifndef RESPONSE_H
#define RESPONSE_H

#include "deferred.h"

/* Whether this is a response. Every other function here stops the program
   if it is not. */
bool is_response(Value value);

/* 200, 404 ... */
int response_status(Value response);

/* A header field's value, lent as long as the response lives, or NULL; the
   name in any case. Of fields that came several times, the first. */
const char *response_header(Value response, const char *name);

/* Fires with the whole body as bytes. */
Deferred *response_bytes(Value response);

/* Fires with the body as text, always in UTF-8. The body is read in the
   charset of its Content-Type (charset.h); if that names none, as UTF-8 if it
   is valid UTF-8, else as ISO-8859-1. Fails with UV_EILSEQ if it cannot be
   read, or holds a NUL. */
Deferred *response_text(Value response);

/* Fires with the body as JSON (json.h), or fails with UV_EPROTO. */
Deferred *response_json(Value response);

/* Lends each piece of the body, as bytes, to fn as it comes; the part that has
   come already at once. Fires with none at the end. To end it earlier,
   cancel. */
Deferred *response_collect(Value response, Receiver *fn, void *arg);

/* A callback: returns the response as it is if its status is below 400, else
   a failure, UV_EREMOTEIO. */
Value response_check(Value response, void *arg);

#endif
