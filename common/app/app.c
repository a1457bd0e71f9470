/* A request comes in from the HTTP server (dispatch), the router says which
   handler it is for (find_answer), and the handler's result goes back. Text,
   HTML, bytes and none are ready for the server. Only a Deferred, a failure or
   JSON pays for a chain of callbacks: the error handlers, each at its place,
   and then the JSON writer. */
#include "app.h"

#include "app_inside.h"
#include "coroutine.h"
#include "http_server.h"
#include "json.h"
#include "keep.h"
#include "request_inside.h"
#include "text.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Target Target;

/* The router finds one of these for each pattern. */
struct Target {
    Handler *fn;
    bool is_async; /* runs as a coroutine */
    Target *next;
};

typedef struct OnError OnError;

struct OnError {
    int code;
    ErrorHandler *fn;
    OnError *next;
};

struct App {
    Router *router;
    Target *targets;    /* the router's, to be freed */
    OnError *errors;    /* in the order in which they were added */
    const char *prefix; /* of the subroute that is being added */
    void *state;        /* of all requests */
    Value url;          /* text once it runs, none before */
};

App *app_new(void)
{
    App *app = xcalloc(1, sizeof *app);

    thread_check("app_new");
    app->router = router_new();
    app->prefix = "";
    return app;
}

static void app_free(App *app)
{
    while (app->targets) {
        Target *target = app->targets;

        app->targets = target->next;
        free(target);
    }
    while (app->errors) {
        OnError *error = app->errors;

        app->errors = error->next;
        free(error);
    }
    router_free(app->router);
    value_free(app->url);
    free(app);
}

/* The pattern is "METHOD PATH", and prefix and suffix go around its path. */
static void add_route(App *app, const char *pattern, const char *suffix,
                      Handler *fn, bool is_async)
{
    int methods = (int)strcspn(pattern, "/");
    Value full = value_textf("%.*s%s%s%s", methods, pattern, app->prefix,
                             pattern + methods, suffix);
    Target *target = xmalloc(sizeof *target);

    *target = (Target){fn, is_async, app->targets};
    app->targets = target;
    router_add(app->router, as_text(full), target);
    value_free(full);
}

void app_route(App *app, const char *pattern, Handler *fn)
{
    add_route(app, pattern, "", fn, false);
}

void app_route_async(App *app, const char *pattern, Handler *fn)
{
    add_route(app, pattern, "", fn, true);
}

void app_branch(App *app, const char *pattern, Handler *fn)
{
    add_route(app, pattern, "<branch:rest>", fn, false);
}

void app_subroute(App *app, const char *prefix, void (*add)(App *app))
{
    const char *outer = app->prefix;
    Value full = value_textf("%s%s", outer, prefix);

    /* A subroute within add() puts its prefix after this one. */
    app->prefix = as_text(full);
    add(app);
    app->prefix = outer;
    value_free(full);
}

void app_on_error(App *app, int code, ErrorHandler *fn)
{
    OnError *error = xmalloc(sizeof *error), **place = &app->errors;

    *error = (OnError){.code = code, .fn = fn};
    /* At the end: the first that was added is the first to be asked. */
    while (*place)
        place = &(*place)->next;
    *place = error;
}

void app_set_state(App *app, void *state)
{
    app->state = state;
}

void *request_state(const Request *request)
{
    thread_check("request_state");
    return ((const App *)request_function_arg(request))->state;
}

static Value run_handler(void *arg)
{
    Request *request = arg;
    const Target *target = router_target(app_request_match(request));

    return target->fn(request);
}

/* 308 keeps method and body, so a form that was sent to the wrong path is not
   lost. */
static Value redirect_request(Request *request)
{
    const char *query = request_query_string(request);
    Value location =
        keep(value_textf("%s%s%s", app_request_match(request)->header,
                         query ? "?" : "", query ? query : ""));

    request_set_status(request, 308);
    request_set_header(request, "Location", as_text(location));
    return value_htmlf("<p>This page is at <a href=\"%s\">%s</a>.</p>",
                       as_text(location), as_text(location));
}

static Value find_answer(const App *app, Request *request)
{
    const RouteMatch *match = app_request_match(request);
    const Target *target;

    switch (app_request_route(request, app->router)) {
    case ROUTE_FOUND:
        /* A coroutine finds its target again: it is given only the request. */
        target = router_target(match);
        if (target->is_async)
            return value_deferred(async(run_handler, request));
        return target->fn(request);
    case ROUTE_REDIRECT:
        return redirect_request(request);
    case ROUTE_METHOD_NOT_ALLOWED:
        request_set_header(request, "Allow", match->header);
        return value_failure(405, "This page answers %s, not %s.",
                             match->header, request_method(request));
    case ROUTE_BAD_PATH:
        return value_failure(400, "This path is not UTF-8, "
                                  "or not well encoded.");
    default:
        return value_failure(404, "There is no such page.");
    }
}

/* One error handler at its place in the chain of a request's Deferred. It is
   asked if the result is a failure that it is for; its own result, perhaps
   another failure, goes to the next place. */
typedef struct {
    const OnError *error;
    Request *request;
} Attempt;

static Value try_handler(Value result, void *arg)
{
    Attempt attempt = *(Attempt *)arg;
    int code = failed(result) ? as_failure(result)->code : 0;

    free(arg);
    /* A client that has gone takes no answer. */
    if (!failed(result) || request_is_called_off(attempt.request) ||
        (attempt.error->code != 0 && attempt.error->code != code))
        return result;
    request_set_status(attempt.request, code > 0 ? code : 500);
    return attempt.error->fn(attempt.request, as_failure(result));
}

/* JSON becomes text last, so that error handlers may return it as well. */
static Value render_if_json(Value result, void *arg)
{
    if (!is_json(result))
        return result;
    request_set_header(arg, "Content-Type", "application/json");
    return json_render(result);
}

/* Answers a request for the HTTP server. */
static Value dispatch(Request *request, void *arg)
{
    const App *app = arg;
    Value value;
    Deferred *d;

    value = find_answer(app, request);
    /* The short way, which most answers take. */
    if (value.kind != VALUE_DEFERRED && !failed(value) && !is_json(value))
        return value;
    d = deferred_of(value);
    for (const OnError *error = app->errors; error; error = error->next) {
        Attempt *new = xmalloc(sizeof *new);

        *new = (Attempt){error, request};
        deferred_add_both(d, try_handler, new);
    }
    deferred_add_callback(d, render_if_json, request);
    return value_deferred(d);
}

/* A route may have a use for a body, but not if it is asked by GET or HEAD
   (RFC 9110 sections 9.3.1 and 9.3.2). */
static bool wants_body(Request *request, void *arg)
{
    const App *app = arg;
    const char *method = request_method(request);

    return strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 &&
           app_request_route(request, app->router) == ROUTE_FOUND;
}

const char *app_url(const App *app)
{
    return app->url.kind == VALUE_TEXT ? as_text(app->url) : NULL;
}

/* The server says "unix:/tmp/s" of a Unix socket. A URL has its path in the
   place of a host, so the slashes are encoded. */
static Value url_to_ask(const char *url)
{
    static const char unix_socket[] = "unix:";
    size_t length = strlen(unix_socket);

    if (strncmp(url, unix_socket, length) != 0)
        return value_text(url);
    return value_textf("http+unix://%s", text_percent_encode(url + length));
}

int app_run(App *app, Reactor *reactor, const char *endpoint)
{
    thread_check("app_run");
    HttpServer *server = http_server_new(reactor, NULL, dispatch, app);
    Value listening;
    bool listens;

    http_server_set_room(server, app_request_room);
    http_server_set_wants_body(server, wants_body);
    listening = http_server_listen(server, endpoint);
    listens = !failed(listening);
    if (listens) {
        app->url = url_to_ask(as_text(listening));
        printf("listening on %s\n", as_text(listening));
        fflush(stdout);
        reactor_run(reactor);
    } else {
        fprintf(stderr, "%s\n", as_failure(listening)->message);
    }
    value_free(listening);
    /* The app is last: a handler may use it until it has ended, and some end
       with the server or with the reactor. */
    http_server_free(server);
    reactor_free(reactor);
    app_free(app);
    return listens ? 0 : 1;
}
