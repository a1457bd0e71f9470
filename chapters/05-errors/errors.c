/* Chapter 5: a failure travels along the chain as an exception does. */

#include "app.h"
#include "number.h"

#include <inttypes.h>
#include <uv.h>

static Value raise_error(Value nothing, void *arg)
{
    return number_read("hello"); /* this will cause an error */
}

static Value error_callback(Value failure, void *request)
{
    request_set_status(request, 400);
    return value_htmlf("Uh oh spaghetti-Os!<br><br>ERROR: %s",
                       as_failure(failure)->message);
}

static Value add_tag(Value text, void *tag)
{
    return value_tag(tag, text);
}

static Value async_error(Request *request)
{
    Deferred *d = maybe_deferred(raise_error, NULL);

    deferred_add_errback(d, error_callback, request);
    deferred_add_callback(d, add_tag, "strong");
    return value_deferred(d);
}

static Value half(Value number, void *request)
{
    int64_t whole = as_int(number);

    if (whole % 2 != 0)
        return value_failure(UV_EINVAL, "%" PRId64 " is odd", whole);
    return value_textf("%" PRId64, whole / 2);
}

/* The pair's errback is for text that is not a number. A failure of half()
   itself goes past it, and no errback comes after it. */
static Value half_of(Request *request)
{
    Deferred *d = deferred_of(number_read(request_text(request, "text")));

    deferred_add_callbacks(d, half, error_callback, request);
    return value_deferred(d);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/error", async_error);
    app_route(app, "/half/<text>", half_of);
    return app_run(app, reactor, options.listen);
}
