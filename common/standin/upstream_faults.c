#include "upstream_inside.h"

#include "coroutine.h"

#include <string.h>
#include <uv.h>

static Value status(Request *request)
{
    int64_t code = request_int(request, "code");

    upstream_stats_count();
    if (code < 200 || code > 599)
        return value_failure(400, "A status is from 200 to 599.");
    request_set_status(request, (int)code);
    return value_none();
}

static Value garbage(Request *request)
{
    upstream_stats_count();
    request_set_header(request, "Content-Type", "application/json");
    return value_text("{\"origin\": \"127.0.");
}

/* Ten octets of a hundred. */
static void answer_in_part(Request *request, bool reset)
{
    static const char octets[] = "HTTP/1.1 200 OK\r\n"
                                 "Content-Type: application/json\r\n"
                                 "Content-Length: 100\r\n"
                                 "\r\n"
                                 "{\"origin\":";

    upstream_stats_count();
    request_break(request, octets, strlen(octets), reset);
}

static Value wrong_length(Request *request)
{
    answer_in_part(request, false);
    return value_none();
}

static Value reset(Request *request)
{
    answer_in_part(request, true);
    return value_none();
}

static void give_up(void *arg)
{
    Deferred *never = arg;

    deferred_fire(&never, value_failure(UV_ECANCELED, "the client left"));
}

static Value silent(Request *request)
{
    Deferred *never = deferred_new();

    upstream_stats_count();
    deferred_on_cancel(never, give_up, never);
    return await(never);
}

void upstream_faults_add(App *app)
{
    app_route(app, "/status/<int:code>", status);
    app_branch(app, "/status/<int:code>/", status);
    app_route(app, "/garbage", garbage);
    app_branch(app, "/garbage/", garbage);
    app_route(app, "/wrong-length", wrong_length);
    app_branch(app, "/wrong-length/", wrong_length);
    app_route(app, "/reset", reset);
    app_branch(app, "/reset/", reset);
    app_route_async(app, "/silent", silent);
    app_route_async(app, "/silent/<path:rest>", silent);
}
