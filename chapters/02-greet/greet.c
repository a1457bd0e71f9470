/* Chapter 2: what a path says, as text and as a number. */

#include "app.h"
#include "text.h"

#include <inttypes.h>

static Value greet(Request *request)
{
    const char *user = request_text(request, "user");

    return value_textf("Hello %s!", text_upper(user));
}

static Value table(Request *request)
{
    int64_t guests = request_int(request, "guests");

    return value_textf("A table for %" PRId64 ".", guests);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "GET /greet/<user>", greet);
    app_route(app, "GET /table/<int:guests>", table);
    return app_run(app, reactor, options.listen);
}
