/* Chapter 13: something that happens every five seconds. */

#include "app.h"
#include "looping_call.h"

#include <inttypes.h>

static int64_t loops;
static double interval = 5;

static const Option own_options[] = {
    {"--delay", "how often the loop calls", .seconds = &interval},
    {0},
};

static Value add_loop(Value nothing, void *arg)
{
    loops += 1;
    return value_none();
}

static Value show_loops(Request *request)
{
    return value_textf("%" PRId64, loops);
}

static Value end_loop(Value nothing, void *loop)
{
    looping_call_free(loop);
    return value_none();
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    Reactor *reactor = reactor_new();
    App *app = app_new();
    LoopingCall *loop = looping_call_new(reactor, add_loop, NULL);

    deferred_ignore(looping_call_start(loop, interval, true));
    reactor_add_trigger(reactor, TRIGGER_DURING, end_loop, loop);
    app_route(app, "/loops", show_loops);
    return app_run(app, reactor, options.listen);
}
