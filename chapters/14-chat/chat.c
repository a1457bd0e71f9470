/* Chapter 14: a chat engine: one client waits for a message, another sends it.
   */

#include "app.h"
#include "queue.h"
#include "text.h"

#include <stdint.h>
#include <uv.h>

/* Clients in line, the longest wait first. It passes on, and stores none. */
static Queue *blocking;

static Value upper(Value message, void *arg)
{
    return value_text(text_upper(as_text(message)));
}

static Value block(Request *request)
{
    Deferred *d = queue_get(blocking);

    deferred_add_callback(d, upper, NULL);
    return value_deferred(d);
}

static Value unblock(Request *request)
{
    const char *value = request_text(request, "value");

    if (queue_put(blocking, value_text(value)) == UV_ENOBUFS)
        return value_failure(404, "Nobody is waiting.");
    return value_textf("OK %s", value);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();
    int status;

    blocking = queue_new_limited(0, SIZE_MAX);
    app_route(app, "/block", block);
    app_route(app, "/unblock/<string:value>", unblock);
    status = app_run(app, reactor, options.listen);
    queue_free(blocking);
    return status;
}
