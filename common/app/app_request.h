/*
 * The path variables of a request, as the app has matched them.
 */
#ifndef APP_REQUEST_H
#define APP_REQUEST_H

#include "request.h"

/* A path variable of the route, by its name in the pattern: as decoded text,
   or as the number that <int:name> or <float:name> matched. A name or a
   kind that the route does not have stops the program. */
const char *request_text(const Request *request, const char *name);
int64_t request_int(const Request *request, const char *name);
double request_float(const Request *request, const char *name);

/* The state that app_set_state() was given. */
void *request_state(const Request *request);

#endif
