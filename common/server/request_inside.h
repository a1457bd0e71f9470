/*
 * More of a request, for a server's function such as the app, which calls the
 * handlers; and for servers that misbehave on purpose, to test clients.
 */
#ifndef REQUEST_INSIDE_H
#define REQUEST_INSIDE_H

#include "request.h"

/* The room that http_server_set_room() asked for: zero at first, and the
   function's own as long as the Request lives. */
void *request_room(const Request *request);

/* Room for a copy of the path and a NUL, as long as the Request lives. */
char *request_scratch(const Request *request);

/* The arg of the server's function. */
void *request_function_arg(const Request *request);

/* Whether its end was called for, as the client has gone or the server
   stops. */
bool request_is_called_off(const Request *request);

/* Answers with these bytes as they are, head and all, which it copies, and
   closes the connection when the handler has ended: in good order, or with a
   reset. The handler's result is dropped. */
void request_break(Request *request, const void *bytes, size_t length,
                   bool reset);

#endif
