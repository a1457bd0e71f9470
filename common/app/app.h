/*
 * App: which handler answers which path, as in Klein and Flask.
 *
 *     app_route(app, "/", home);
 *     app_route(app, "GET /greet/<user>", greet);
 *
 * A pattern is a path with variables in it: <name> or <string:name> is one
 * segment, <int:name> digits, <float:name> digits with a point,
 * <path:name> the rest with its slashes; router.h has the others. A method, or
 * several, may come before the path: "GET,POST /form". GET includes HEAD.
 * Without one, any method is answered. The most exact pattern wins, whatever
 * the order: plain text before int and float, then string, then path.
 *
 * The app itself answers 404 if no pattern matches the path, 405 if one does
 * but not with this method, and 400 if the path cannot be decoded. A path that
 * only lacks a "/" at its end, or has two in a row, is redirected with 308.
 */
#ifndef APP_H
#define APP_H

#include "app_request.h"
#include "options.h"
#include "reactor.h"
#include "request.h"

typedef struct App App;

/* Answers a failure, as a handler answers a request; see app_on_error(). Both
   arguments are lent. */
typedef Value ErrorHandler(Request *request, const Failure *failure);

/* A new app has no routes. app_run() frees it. */
App *app_new(void);

/* Adds a route. The program stops with one sentence if the pattern cannot be
   read, or if the same method and path come twice; it names both routes. */
void app_route(App *app, const char *pattern, Handler *fn);

/* The same for a handler that runs as a coroutine: it may await. */
void app_route_async(App *app, const char *pattern, Handler *fn);

/* Serves pattern, which ends with "/", and everything below it;
   request_text(request, "rest") gives what follows. */
void app_branch(App *app, const char *pattern, Handler *fn);

/* Calls add(app), and puts prefix ("/api") before the path of each pattern
   that it adds. Prefixes nest. */
void app_subroute(App *app, const char *prefix, void (*add)(App *app));

/* Answers failures of this code by fn: UV_E*, or an HTTP status (404 and 405
   are the router's own), or 0 for all. The first that matches is asked. If fn
   fails itself, the next one that matches the new failure is asked. The answer
   has the failure's status (500 for a UV_E*) unless fn sets another. After the
   client has gone, none is asked. */
void app_on_error(App *app, int code, ErrorHandler *fn);

/* Gives all requests a state of your own, for a program without globals:
   request_state() returns it. It has to outlive app_run(). */
void app_set_state(App *app, void *state);

/* The URL of a running app, such that a client (client.h) can ask it:
   "http://127.0.0.1:8080", or "http+unix://%2Ftmp%2Fs" on the Unix socket
   /tmp/s. Lent until app_run() returns; NULL before. */
const char *app_url(const App *app);

/* Listens on the endpoint ("tcp:8080", see endpoint.h), prints "listening on
   URL" and answers until SIGINT or SIGTERM; then it answers the requests that
   are in flight, and frees app and reactor. Returns main's exit status: 0; or
   1, after a sentence on stderr, if it cannot listen. */
int app_run(App *app, Reactor *reactor, const char *endpoint);

#endif
