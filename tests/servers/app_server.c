/* A program with a route of every kind, for tests/library/app/app.bats. */
#include "app.h"

#include "coroutine.h"
#include "defer_later.h"
#include "json.h"
#include "keep.h"
#include "text.h"

#include <stdio.h>
#include <uv.h>

typedef struct {
    App *app;
    Reactor *reactor;
    double delay;
    int64_t count;
} State;

static double delay = 0.01;
static int64_t has_error_handlers;

static const Option own_options[] = {
    {"--delay", "how long a slow answer takes", .seconds = &delay},
    {"--error-handlers", "1 to have some", .count = &has_error_handlers,
     .most = 1},
    {0},
};

static Value home(Request *request)
{
    return value_text("home");
}

static Value greet(Request *request)
{
    return value_textf("Hello %s!", text_upper(request_text(request, "user")));
}

static Value page(Request *request)
{
    return value_htmlf("<h1>%s</h1>", request_text(request, "title"));
}

static Value octets(Request *request)
{
    return value_bytes("\0\1\377", 3);
}

static Value nothing(Request *request)
{
    return value_none();
}

static Value count(Request *request)
{
    State *state = request_state(request);

    return value_textf("%jd", (intmax_t)++state->count);
}

static Value add(Request *request)
{
    int64_t sum;

    if (__builtin_add_overflow(request_int(request, "a"),
                               request_int(request, "b"), &sum))
        return value_failure(400, "the sum does not fit in 64 bits");
    return value_textf("%jd", (intmax_t)sum);
}

static Value half(Request *request)
{
    return value_textf("%g", request_float(request, "x") / 2);
}

static Value take_form(Request *request)
{
    size_t length;
    const char *body = request_body(request, &length);

    request_set_status(request, 201);
    return value_textf("took %s", body);
}

static Value below(Request *request)
{
    return value_textf("below: %s", request_text(request, "rest"));
}

static Value json(Request *request)
{
    return json_value(json_pack("{s:i}", "sum", 7));
}

static Value json_as_told(Request *request)
{
    request_set_header(request, "Content-Type", "application/problem+json");
    return json_render(keep(json(request)));
}

static Value bad_json(Request *request)
{
    return json_value(json_pack("{s:s}", "x", "\xff"));
}

static Value later(Value result, void *arg)
{
    return value_text("later");
}

static Value json_later(Value result, void *arg)
{
    return json_value(json_pack("[s]", "later"));
}

static Value fail_later(Value result, void *arg)
{
    return value_failure(UV_ETIMEDOUT, "it took too long");
}

static Value after_delay(Request *request, Callback *fn)
{
    State *state = request_state(request);

    return value_deferred(defer_later(state->reactor, state->delay, fn, NULL));
}

static Value wait_text(Request *request)
{
    return after_delay(request, later);
}

static Value wait_json(Request *request)
{
    return after_delay(request, json_later);
}

static Value wait_failure(Request *request)
{
    return after_delay(request, fail_later);
}

static Value note_failure(Value failure, void *arg)
{
    fprintf(stderr, "noted: %s\n", failure_name(as_failure(failure)->code));
    return failure;
}

static Value wait_noted(Request *request)
{
    Deferred *d = deferred_of(wait_text(request));

    deferred_add_errback(d, note_failure, NULL);
    return value_deferred(d);
}

static Value await_noted(Request *request)
{
    return await(deferred_of(wait_noted(request)));
}

/* A coroutine, which awaits twice. */
static Value twice(Request *request)
{
    const char *name = request_text(request, "name");
    const char *first = as_text(await(deferred_of(wait_text(request))));
    const char *second = as_text(await(deferred_of(wait_text(request))));

    return value_textf("%s: %s, %s", name, first, second);
}

static Value await_failure(Request *request)
{
    await(deferred_of(wait_failure(request)));
    return value_text("never");
}

static Value broken(Request *request)
{
    return value_failure(UV_EIO, "the disk is on fire");
}

static Value teapot(Request *request)
{
    return value_failure(418, "short and stout");
}

static Value gone(Request *request)
{
    return value_failure(410, "gone for good");
}

static Value own_url(Request *request)
{
    State *state = request_state(request);

    return value_text(app_url(state->app));
}

typedef struct {
    Deferred *never[2];
    Request *request;
} Survivor;

/* The second cancel. */
static void end_survivor(void *arg)
{
    Survivor *survivor = arg;
    State *state = request_state(survivor->request);

    fprintf(stderr, "ends at %s\n", app_url(state->app));
    deferred_fire(&survivor->never[1], value_none());
}

/* The first cancel, which is taken as the end of a wait: another one begins.
   To fire late closes the firing end. */
static Value wait_again(Value failure, void *arg)
{
    Survivor *survivor = arg;

    deferred_fire(&survivor->never[0], value_none());
    survivor->never[1] = deferred_new();
    deferred_on_cancel(survivor->never[1], end_survivor, survivor);
    return value_deferred(survivor->never[1]);
}

/* Goes on when its client has left, and when the server asks it to end. */
static Value survive(Request *request)
{
    static Survivor survivor;
    Deferred *d = deferred_new();

    survivor = (Survivor){{d}, request};
    request_survive_disconnect(request);
    deferred_add_errback(d, wait_again, &survivor);
    return value_deferred(d);
}

static Value number(Request *request)
{
    return value_int(7);
}

/* Error handlers, in the order in which they are asked. */
static Value on_teapot(Request *request, const Failure *failure)
{
    return value_htmlf("<i>%s</i>", failure->message);
}

static Value on_gone(Request *request, const Failure *failure)
{
    return value_failure(UV_EBUSY, "the first handler fails too");
}

static Value on_busy(Request *request, const Failure *failure)
{
    request_set_status(request, 200);
    return value_textf("second: %s", failure->message);
}

static Value on_missing(Request *request, const Failure *failure)
{
    return json_value(json_pack("{s:i}", "missing", failure->code));
}

static Value on_timeout(Request *request, const Failure *failure)
{
    request_set_status(request, 504);
    return after_delay(request, later);
}

static Value on_anything(Request *request, const Failure *failure)
{
    if (failure->code == UV_EIO)
        return value_failure(UV_EIO, "still on fire");
    fprintf(stderr, "on_anything: %d\n", failure->code);
    return value_textf("failed: %s", failure->message);
}

static void add_inner(App *app)
{
    app_route(app, "GET /<int:a>/<int:b>", add);
}

static void add_api(App *app)
{
    app_route(app, "/", home);
    app_route(app, "POST,PUT /form", take_form);
    app_subroute(app, "/add", add_inner);
    app_branch(app, "/tree/", below);
}

static void add_routes(App *app)
{
    app_route(app, "/", home);
    app_route(app, "GET /get", home);
    app_route(app, "/slash/", home);
    app_route(app, "/greet/<user>", greet);
    app_route(app, "/page/<title>", page);
    app_route(app, "/octets", octets);
    app_route(app, "/nothing", nothing);
    app_route(app, "/count", count);
    app_route(app, "/half/<float:x>", half);
    app_route(app, "GET /form", home);
    app_route(app, "POST,PUT /form", take_form);
    app_branch(app, "/branch/", below);
    app_route(app, "/branch/own", home);
    app_subroute(app, "/api", add_api);
    app_route(app, "/after", home);
}

static void add_answers(App *app)
{
    app_route(app, "/json", json);
    app_route(app, "/json/told", json_as_told);
    app_route(app, "/json/bad", bad_json);
    app_route(app, "/wait/text", wait_text);
    app_route(app, "/wait/json", wait_json);
    app_route(app, "/wait/failure", wait_failure);
    app_route(app, "/wait/noted", wait_noted);
    app_route_async(app, "/async/noted", await_noted);
    app_route_async(app, "/async/<name>", twice);
    app_route_async(app, "/async/failure", await_failure);
    app_route_async(app, "/async/at-once", home);
    app_route(app, "/broken", broken);
    app_route(app, "/teapot", teapot);
    app_route(app, "/gone", gone);
    app_route(app, "/number", number);
    app_route(app, "/own-url", own_url);
    app_route(app, "/survive", survive);
}

static void add_error_handlers(App *app)
{
    app_on_error(app, 418, on_teapot);
    app_on_error(app, 410, on_gone);
    app_on_error(app, UV_EBUSY, on_busy);
    app_on_error(app, 404, on_missing);
    app_on_error(app, UV_ETIMEDOUT, on_timeout);
    app_on_error(app, 0, on_anything);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    App *app = app_new();
    State state = {.app = app, .reactor = reactor_new(), .delay = delay};

    app_set_state(app, &state);
    add_routes(app);
    add_answers(app);
    if (has_error_handlers)
        add_error_handlers(app);
    return app_run(app, state.reactor, options.listen);
}
