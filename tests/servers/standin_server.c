/* The stand-in for httpbin.org alone: for "make standin", and for tests that
   look at it from outside. */
#include "standin_routes.h"

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    standin_routes_add(app, reactor);
    return app_run(app, reactor, options.listen);
}
