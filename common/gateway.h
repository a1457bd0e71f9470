/*
 * Gateway: what to say when the server that we asked did not do its part.
 *
 *     app_on_error(app, 0, gateway_error);
 *
 * A handler that asks another server (client.h) is a gateway in HTTP's
 * words: its client is told that the fault lies further back.
 */
#ifndef GATEWAY_H
#define GATEWAY_H

#include "app.h"

/* An ErrorHandler. Answers the failures of the client: 504 for UV_ETIMEDOUT,
   502 for all others that are UV_E* codes, each with one sentence that names
   neither host nor file (RFC 9110 sections 15.6.3 and 15.6.5); the whole
   story goes to stderr. A failure that is an HTTP status stays what it is. */
Value gateway_error(Request *request, const Failure *failure);

#endif
