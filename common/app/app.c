/*
 * The app: a program adds its routes, error handlers and state here, one after
 * the other, and then app_run() hands all of it to an HTTP server and runs the
 * loop until the end. How a request finds its handler, and what becomes of the
 * result, is in app_dispatch.c.
 *
 * The app owns what it is given, and app_run() frees it together with the
 * server and the reactor, so that a chapter's main() has nothing to free.
 */
#include "app_inside.h"

#include "http_server.h"
#include "keep.h"
#include "request_inside.h"
#include "text.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
        AppTarget *target = app->targets;

        app->targets = target->next;
        free(target);
    }
    while (app->errors) {
        AppOnError *error = app->errors;

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
    AppTarget *target = xmalloc(sizeof *target);

    *target = (AppTarget){fn, is_async, app->targets};
    app->targets = target;
    router_add(app->router, as_text(full), target);
    value_free(full);
}

void app_route(App *app, const char *pattern, Handler *fn)
{
    thread_check("app_route");
    add_route(app, pattern, "", fn, false);
}

void app_route_async(App *app, const char *pattern, Handler *fn)
{
    thread_check("app_route_async");
    add_route(app, pattern, "", fn, true);
}

void app_branch(App *app, const char *pattern, Handler *fn)
{
    thread_check("app_branch");
    add_route(app, pattern, "<branch:rest>", fn, false);
}

void app_subroute(App *app, const char *prefix, void (*add)(App *app))
{
    thread_check("app_subroute");
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
    thread_check("app_on_error");
    AppOnError *error = xmalloc(sizeof *error), **place = &app->errors;

    *error = (AppOnError){.code = code, .fn = fn};
    /* At the end: the first that was added is the first to be asked. */
    while (*place)
        place = &(*place)->next;
    *place = error;
}

void app_set_state(App *app, void *state)
{
    thread_check("app_set_state");
    app->state = state;
}

void *request_state(const Request *request)
{
    thread_check("request_state");
    return ((const App *)request_function_arg(request))->state;
}

const char *app_url(const App *app)
{
    thread_check("app_url");
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
    HttpServer *server = http_server_new(reactor, NULL, app_dispatch, app);
    Value listening;
    bool listens;

    http_server_set_room(server, app_request_room);
    http_server_set_wants_body(server, app_wants_body);
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
