/* One page, one constant text: a place to begin. */

#include "app.h"

static Value home(Request *request)
{
    return value_text("Hello, everybody!");
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/", home);
    return app_run(app, reactor, options.listen);
}
