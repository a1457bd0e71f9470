/*
 * Response: what a server has answered to a client's request (client.h).
 *
 * It is an object Value, and it is there as soon as the answer's head is.
 * The body comes later, so each function that reads it returns a Deferred.
 * A body is read from the network whether someone asks for it or not, and
 * kept, so it may be asked for any number of times, also at the same time.
 *
 * When no one has the response any more and no one waits for its body, what
 * has not come of it is not wanted: the connection is closed. Cancelling the
 * last Deferred that waits for a body does the same.
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

/* Fires with the body as text, which is UTF-8 whatever it was: it is read in
   the charset of its Content-Type; if none is said, as UTF-8 where it is
   that, else as ISO-8859-1. Fails with UV_EILSEQ where it cannot be read,
   or holds a NUL. */
Deferred *response_text(Value response);

/* Fires with the body as JSON (json.h), or fails with UV_EPROTO. */
Deferred *response_json(Value response);

/* Lends each piece of the body, as bytes, to fn as it comes: at once what is
   here already. Fires with none at the end. To end it earlier, cancel. */
Deferred *response_collect(Value response, Receiver *fn, void *arg);

/* A callback: returns the response as it is if its status is below 400, else
   a failure, UV_EREMOTEIO. */
Value response_check(Value response, void *arg);

#endif
