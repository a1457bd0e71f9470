/* Chapter 12: a number that all requests share, without a lock. */

#include "app.h"

#include <inttypes.h>

static int64_t counter;

static Value count(Request *request)
{
    counter += 1;
    return value_textf("%" PRId64, counter);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/count", count);
    return app_run(app, reactor, options.listen);
}
