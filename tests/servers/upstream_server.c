/* The stand-in for httpbin alone, for tests that watch it from outside. */
#include "upstream_routes.h"

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, "");
    Reactor *reactor = reactor_new();
    App *app = app_new();

    upstream_routes_add(app, reactor);
    return app_run(app, reactor, options.listen);
}
