/* Chapter 15: what blocks goes to a thread, and the loop goes on. */

#include "threads.h"
#include "app.h"
#include "keep.h"
#include "xmalloc.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

static Reactor *reactor;
static double start;
static double delay = 1;

static const Option own_options[] = {
    {"--delay", "how long a second takes", .seconds = &delay, .most = 60},
    {0},
};

static void block(int64_t seconds)
{
    uv_sleep((unsigned)((double)seconds * delay * 1000));
}

static Value slow(Value seconds)
{
    block(as_int(seconds));
    return value_textf("Slept for %" PRId64 " seconds", as_int(seconds));
}

static Value sleep_here(Request *request)
{
    return slow(value_int(request_int(request, "n")));
}

static Value sleep_elsewhere(Request *request)
{
    Value n = value_int(request_int(request, "n"));

    return value_deferred(defer_to_thread(reactor, slow, n));
}

static Value show_clock(Request *request)
{
    return value_textf("%.1f", reactor_seconds(reactor) - start);
}

/* For the thread, which may read all but the Request. */
typedef struct {
    Request *request;
    int64_t count, taken;
} Naps;

static const BoxType naps_type = {"naps", free};

/* On the loop's thread, while the other one waits. */
static Value tell(Value nothing, void *arg)
{
    Naps *naps = arg;
    Value line = keep(value_textf("Nap %" PRId64 " of %" PRId64 "\n",
                                  naps->taken, naps->count));

    return value_deferred(
        request_write(naps->request, as_text(line), strlen(as_text(line))));
}

static Value take_naps(Value arg)
{
    Naps *naps = as_object(arg, &naps_type);

    while (naps->taken < naps->count) {
        block(1);
        naps->taken += 1;
        if (failed(blocking_call_from_thread(tell, naps)))
            break; /* the client has left */
    }
    return value_text("Awake\n");
}

static Value nap_elsewhere(Request *request)
{
    Naps *naps = xcalloc(1, sizeof *naps);

    *naps = (Naps){request, request_int(request, "n"), 0};
    request_survive_disconnect(request);
    return value_deferred(
        defer_to_thread(reactor, take_naps, value_object(&naps_type, naps)));
}

static Value refuse(Request *request)
{
    return value_failure(400, "Say a whole number of seconds, 0 to 60.");
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    App *app = app_new();

    reactor = reactor_new();
    start = reactor_seconds(reactor);
    app_route(app, "/held/<int(max=60):n>", sleep_here);
    app_route(app, "/sleep/<int(max=60):n>", sleep_elsewhere);
    app_route(app, "/naps/<int(max=60):n>", nap_elsewhere);
    app_route(app, "/<any(held,sleep,naps):page>/<n>", refuse);
    app_route(app, "/clock", show_clock);
    return app_run(app, reactor, options.listen);
}
