/*
 * Gateway: what a server answers when the server that it asks does not.
 *
 *     app_on_error(app, 0, gateway_error);
 *
 * A failure of the client (client.h) is in most cases the other server's: so
 * it is a 502, Bad Gateway, or if the time was up a 504, Gateway Timeout. If
 * this server has no descriptor or no memory left to ask with, it is a 503
 * (RFC 9110 sections 15.6.3 to 15.6.5). The answer is one sentence, which does
 * not tell which server was asked; stderr is told that, and what went wrong.
 */
#ifndef GATEWAY_H
#define GATEWAY_H

#include "app.h"

/* An error handler. It passes on HTTP statuses, and codes that blame this
   program, as UV_EINVAL for a bad URL. */
Value gateway_error(Request *request, const Failure *failure);

#endif
