/* Answers that go wrong, each in its own way: a status, text that is not JSON,
   a body that ends too early, a connection that breaks, silence. A chapter
   asks for them as for any page. request_break() sends an answer that the
   server itself would never send. */
#include "standin_inside.h"

#include "coroutine.h"
#include "request_inside.h"

#include <string.h>
#include <uv.h>

/* A Response knows no informational status: those come before an answer. */
static Value answer_status(Request *request)
{
    int64_t code = request_int(request, "code");

    standin_routes_count();
    if (code < 200 || code > 599)
        return value_failure(400, "A status is from 200 to 599.");
    request_set_status(request, (int)code);
    return value_none();
}

/* It says that it is JSON, and breaks off. */
static Value answer_garbage(Request *request)
{
    standin_routes_count();
    request_set_header(request, "Content-Type", "application/json");
    return value_text("{\"origin\": \"127.0.");
}

/* Ten bytes of a hundred. */
static void answer_in_part(Request *request, bool reset)
{
    static const char answer[] = "HTTP/1.1 200 OK\r\n"
                                 "Content-Type: application/json\r\n"
                                 "Content-Length: 100\r\n"
                                 "\r\n"
                                 "{\"origin\":";

    standin_routes_count();
    request_break(request, answer, strlen(answer), reset);
}

static Value answer_too_short(Request *request)
{
    answer_in_part(request, false);
    return value_none();
}

static Value answer_with_reset(Request *request)
{
    answer_in_part(request, true);
    return value_none();
}

/* Only a client that leaves ends the silence. */
static void end_silence(void *arg)
{
    Deferred *never = arg;

    deferred_fire(&never, value_failure(UV_ECANCELED, "the client left"));
}

static Value never_answer(Request *request)
{
    Deferred *never = deferred_new();

    standin_routes_count();
    deferred_on_cancel(never, end_silence, never);
    return await(never);
}

/* Each page has two routes: one for itself, and one for any path below it. */
void standin_faults_add(App *app)
{
    app_route(app, "/status/<int:code>", answer_status);
    app_branch(app, "/status/<int:code>/", answer_status);
    app_route(app, "/garbage", answer_garbage);
    app_branch(app, "/garbage/", answer_garbage);
    app_route(app, "/wrong-length", answer_too_short);
    app_branch(app, "/wrong-length/", answer_too_short);
    app_route(app, "/reset", answer_with_reset);
    app_branch(app, "/reset/", answer_with_reset);
    app_route_async(app, "/silent", never_answer);
    app_route_async(app, "/silent/<path:rest>", never_answer);
}
