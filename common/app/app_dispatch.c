/*
 * The way of a request through the app. It comes from the HTTP server
 * (app_dispatch), the router says which handler it is for (find_answer), and
 * the handler's result goes back. Text, HTML, bytes and none are ready for the
 * server. Only a Deferred, a failure or JSON pays for a chain of callbacks:
 * the error handlers, each at its place, and then the JSON writer.
 */
#include "app_inside.h"

#include "coroutine.h"
#include "json.h"
#include "keep.h"
#include "request_inside.h"
#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

static Value run_handler(void *arg)
{
    Request *request = arg;
    const AppTarget *target = router_target(app_request_match(request));

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
    const AppTarget *target;

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
    const AppOnError *error;
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

Value app_dispatch(Request *request, void *arg)
{
    const App *app = arg;
    Value value;
    Deferred *d;

    value = find_answer(app, request);
    /* The short way, which most answers take. */
    if (value.kind != VALUE_DEFERRED && !failed(value) && !is_json(value))
        return value;
    d = deferred_of(value);
    for (const AppOnError *error = app->errors; error; error = error->next) {
        Attempt *new = xmalloc(sizeof *new);

        *new = (Attempt){error, request};
        deferred_add_both(d, try_handler, new);
    }
    deferred_add_callback(d, render_if_json, request);
    return value_deferred(d);
}

/* A route may have a use for a body, but not if it is asked by GET or HEAD
   (RFC 9110 sections 9.3.1 and 9.3.2). */
bool app_wants_body(Request *request, void *arg)
{
    const App *app = arg;
    const char *method = request_method(request);

    return strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 &&
           app_request_route(request, app->router) == ROUTE_FOUND;
}
