/* Chapter 10: an answer that comes later, and a program that never sleeps. */

#include "app.h"
#include "defer_later.h"

#include <inttypes.h>

static Reactor *reactor;
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

static Value add_later(Request *request)
{
    Deferred *d = defer_later(reactor, delay, add, request);

    deferred_add_callback(d, to_text, NULL);
    return value_deferred(d);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    App *app = app_new();

    reactor = reactor_new();
    app_route(app, "/add/<int:a>/<int:b>", add_later);
    return app_run(app, reactor, options.listen);
}
