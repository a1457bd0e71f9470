/*
 * The route of a request. App.c finds it, handlers ask for its variables; the
 * match is kept in the room that the server gives each request, and the
 * decoded variables in its scratch.
 */
#include "app_request.h"

#include "app_inside.h"
#include "request_inside.h"
#include "thread.h"

const size_t app_request_room = sizeof(RouteMatch);

RouteOutcome app_request_route(Request *request, const Router *router)
{
    return router_match(router, request_method(request), request_path(request),
                        request_scratch(request), request_room(request));
}

const RouteMatch *app_request_match(const Request *request)
{
    return request_room(request);
}

const char *request_text(const Request *request, const char *name)
{
    thread_check("request_text");
    return router_text(app_request_match(request), name);
}

int64_t request_int(const Request *request, const char *name)
{
    thread_check("request_int");
    return router_int(app_request_match(request), name);
}

double request_float(const Request *request, const char *name)
{
    thread_check("request_float");
    return router_float(app_request_match(request), name);
}
