/* Chapter 4: one request waits, another one fires. */

#include "app.h"

#include <uv.h>

/* The firing end of the Deferred that a /simple waits for, or NULL. */
static Deferred *waiting;

static Value add_tag(Value text, void *tag)
{
    return value_tag(tag, text);
}

static void client_left(void *arg)
{
    deferred_fire(&waiting, value_failure(UV_ECANCELED, "the client left"));
}

static Value simple(Request *request)
{
    Deferred *d = deferred_new();

    deferred_add_callback(d, add_tag, "i");
    deferred_add_callback(d, add_tag, "u");
    deferred_on_cancel(d, client_left, NULL);

    deferred_fire(&waiting, value_failure(409, "A newer request waits."));
    waiting = d;
    return value_deferred(d);
}

static Value fire(Request *request)
{
    Value text = value_text("This is a simple callback...FIRE!");

    if (deferred_fire(&waiting, text) == UV_EALREADY)
        return value_html("The callback has already been fired or not set! "
                          "Go back to <a href=\"/simple\" target=\"new\">"
                          "/simple</a> and initiate the Deferred.");
    return value_html("Look at the <a href=\"/simple\">/simple</a> "
                      "request tab.");
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/simple", simple);
    app_route(app, "/simple/fire", fire);
    return app_run(app, reactor, options.listen);
}
