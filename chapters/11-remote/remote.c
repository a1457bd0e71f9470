/* Chapter 11: a function that looks local, almost. */

#include "app.h"
#include "client.h"
#include "coroutine.h"
#include "defer_later.h"
#include "gateway.h"
#include "gather.h"
#include "keep.h"
#include "number.h"

#include <inttypes.h>

static Reactor *reactor;
static App *app;
static Client *client;
static double delay = 2;

static const Option own_options[] = {
    {"--delay", "how long an addition takes", .seconds = &delay},
    {0},
};

static Value add(Value nothing, void *request)
{
    int64_t sum;

    if (__builtin_add_overflow(request_int(request, "a"),
                               request_int(request, "b"), &sum))
        return value_failure(400, "The sum does not fit in 64 bits.");
    return value_int(sum);
}

static Value to_text(Value sum, void *arg)
{
    return value_textf("%" PRId64, as_int(sum));
}

static Value to_int(Value text, void *arg)
{
    return number_read(as_text(text));
}

static Value add_later(Request *request)
{
    Deferred *d = defer_later(reactor, delay, add, request);

    deferred_add_callback(d, to_text, NULL);
    return value_deferred(d);
}

static Deferred *remote_add(int64_t x, int64_t y)
{
    Value url =
        keep(value_textf("%s/add/%" PRId64 "/%" PRId64, app_url(app), x, y));
    Deferred *d = client_get_text(client, as_text(url));

    deferred_add_callback(d, to_int, NULL);
    return d;
}

static Value add4(Request *request)
{
    Value x = await(
        remote_add(request_int(request, "a"), request_int(request, "b")));
    Value y = await(
        remote_add(request_int(request, "c"), request_int(request, "d")));
    Value sum = await(remote_add(as_int(x), as_int(y)));

    return to_text(sum, NULL);
}

static Value final_add(Value sums, void *arg)
{
    return value_deferred(
        remote_add(as_int(as_item(sums, 0)), as_int(as_item(sums, 1))));
}

static Value fast_add4(Request *request)
{
    Deferred *sums[] = {
        remote_add(request_int(request, "a"), request_int(request, "b")),
        remote_add(request_int(request, "c"), request_int(request, "d")),
    };
    Deferred *d = gather(sums, 2);

    deferred_add_callback(d, final_add, NULL);
    deferred_add_callback(d, to_text, NULL);
    return value_deferred(d);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);

    reactor = reactor_new();
    app = app_new();
    client = client_new(reactor);
    app_route(app, "/add/<int:a>/<int:b>", add_later);
    app_route_async(app, "/add4/<int:a>/<int:b>/<int:c>/<int:d>", add4);
    app_route(app, "/fast-add4/<int:a>/<int:b>/<int:c>/<int:d>", fast_add4);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
