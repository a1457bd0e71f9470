/*
 * Gateway: what a server answers when the server that it asks does not.
 *
 *     app_on_error(app, 0, gateway_error);
 *
 * A failure of the client (client.h) is not the fault of whoever has sent
 * the request, nor of this program: so it is a 502, Bad Gateway, or where
 * the time was up a 504, Gateway Timeout (RFC 9110 sections 15.6.3 and
 * 15.6.5). The answer is one sentence, which does not tell who was asked;
 * stderr is told that, and what went wrong.
 */
#ifndef GATEWAY_H
#define GATEWAY_H

#include "app.h"

/* An error handler. It passes on what no client has failed with: HTTP
   statuses, and codes that do not come from another server. */
Value gateway_error(Request *request, const Failure *failure);

#endif
