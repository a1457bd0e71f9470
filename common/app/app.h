/*
 * App: which handler answers which path, as Klein and Flask have it.
 *
 *     app_route(app, "/", home);
 *     app_route(app, "GET /greet/<user>", greet);
 *
 * A pattern is a path with variables in it: <name> or <string:name> is one
 * segment, <int:name> digits, <float:name> digits with a point,
 * <path:name> the rest with its slashes; router.h has the others. Before the
 * path may stand a method or several, "GET,POST /form"; GET brings HEAD with
 * it. Without one, any method is answered. The more exact pattern wins,
 * whatever the order: plain text before int and float, then string, then
 * path.
 *
 * A path that no pattern fits is answered with 404, one that fits with
 * another method with 405, one that cannot be decoded with 400. One that
 * only lacks a "/" at its end, or has two in a row, is sent to the right path
 * with 308.
 */
#ifndef APP_H
#define APP_H

#include "options.h"
#include "reactor.h"
#include "request.h"

typedef struct App App;

/* Answers a failure; see app_on_error(). */
typedef Value ErrorHandler(Request *request, const Failure *failure);

App *app_new(void);

/* Adds a route. A pattern that cannot be read, or the same method and path
   twice, stops the program with a sentence that names both routes. */
void app_route(App *app, const char *pattern, Handler *fn);

/* The same for a handler that runs as a coroutine, so that it may await. */
void app_route_async(App *app, const char *pattern, Handler *fn);

/* Serves pattern, which ends with "/", and everything below it;
   request_text(request, "rest") is what follows. */
void app_branch(App *app, const char *pattern, Handler *fn);

/* Calls add(app), and puts prefix ("/api") before the path of each pattern
   that it adds. Prefixes nest. */
void app_subroute(App *app, const char *prefix, void (*add)(App *app));

/* Answers failures of this code (UV_E*, or an HTTP status: 404 and 405 are
   the router's own) by fn; 0 stands for all. The first that fits is asked;
   where fn fails itself, the next one that fits that failure. The answer has
   the failure's status (500 for a UV_E*) unless fn sets another. Nobody is
   asked after the client has gone. */
void app_on_error(App *app, int code, ErrorHandler *fn);

/* Gives all requests a state of your own: request_state(). */
void app_set_state(App *app, void *state);

/* The URL of a running app, "http://127.0.0.1:8080", lent as long as it
   runs; NULL before. So an app can ask itself. */
const char *app_url(const App *app);

/* Listens on the endpoint ("tcp:8080"), prints "listening on URL" and
   answers until SIGINT or SIGTERM; then answers what is in flight and frees
   app and reactor. Returns main's exit status: 0, or 1 with a sentence on
   stderr where it cannot listen. */
int app_run(App *app, Reactor *reactor, const char *endpoint);

#endif
