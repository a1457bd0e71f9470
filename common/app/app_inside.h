/*
 * The inside of the app, for its files:
 *
 *   app.c           routes and error handlers are added, the app runs
 *   app_dispatch.c  a request -> its handler -> the result
 *   app_request.c   a request's route, in the room that the server gives each
 *                   request
 *
 * app.c alone writes the fields of an App.
 */
#ifndef APP_INSIDE_H
#define APP_INSIDE_H

#include "app.h"
#include "request.h"
#include "router.h"

typedef struct AppTarget AppTarget;

/* The router finds one of these for each pattern. */
struct AppTarget {
    Handler *fn;
    bool is_async; /* runs as a coroutine */
    AppTarget *next;
};

typedef struct AppOnError AppOnError;

struct AppOnError {
    int code;
    ErrorHandler *fn;
    AppOnError *next;
};

struct App {
    Router *router;
    AppTarget *targets; /* the router's, to be freed */
    AppOnError *errors; /* in the order in which they were added */
    const char *prefix; /* of the subroute that is being added */
    void *state;        /* of all requests */
    Value url;          /* text once it runs, none before */
};

/* Answers a request, for the HTTP server; arg is the App. */
Value app_dispatch(Request *request, void *arg);

/* Returns whether a route may have a use for the request's body. */
bool app_wants_body(Request *request, void *arg);

/* How much room a request needs. */
extern const size_t app_request_room;

/* Finds the route of the request's path, and keeps the match. */
RouteOutcome app_request_route(Request *request, const Router *router);

/* The match that was kept. */
const RouteMatch *app_request_match(const Request *request);

#endif
