/*
 * What the files of the app share: a request's route, which stands in the
 * room that the server gives each request.
 */
#ifndef APP_INSIDE_H
#define APP_INSIDE_H

#include "request.h"
#include "router.h"

/* How much room a request needs. */
extern const size_t app_request_room;

/* Finds the route of the request's path, and keeps the match. */
RouteOutcome app_request_route(Request *request, const Router *router);

/* The match that was kept. */
const RouteMatch *app_request_match(const Request *request);

#endif
