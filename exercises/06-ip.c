/*
 * Exercise 6: the displays at bus stops, fed by a moody weather office.
 *
 * /display/Harbor asks the office for the sky over Harbor, and shows one line
 * whatever the office says. With "make try-06" this program also plays the
 * office, and answers each request in another mood.
 *
 *     make try-06      runs this program
 *     make check-06    checks it
 */

#include "app.h"
#include "client.h"
#include "defer_later.h"
#include "gateway.h"
#include "json.h"
#include "keep.h"
#include "response.h"
#include "text.h"

#include <uv.h>

static Reactor *reactor;
static App *app;
static Client *client;
static const char *office;  /* its URL, or NULL if we play the office */
static double patience = 2; /* of a display, in seconds */

static const Option own_options[] = {
    {"--delay", "how long a display waits", .seconds = &patience},
    {"--upstream", "the office, if it is elsewhere", .url = &office},
    {0},
};

/* The office. The last of its moods is to say nothing. */
static Value sky(Request *request)
{
    static unsigned asked;

    switch (asked++ % 5) {
    case 0:
        return json_value(json_pack("{s:s}", "sky", "rain"));
    case 1:
        return value_failure(503, "The office is closed.");
    case 2:
        return value_text("<p>Under repair</p>");
    case 3:
        return json_value(json_pack("{s:s}", "wind", "north"));
    default:
        return value_deferred(defer_later(reactor, 3600, NULL, NULL));
    }
}

/* The Deferred fires with a response. */
static Deferred *ask_office(Request *request)
{
    const char *stop = text_percent_encode(request_text(request, "stop"));
    Value url =
        keep(value_textf("%s/sky/%s", office ? office : app_url(app), stop));

    return client_request(client, &(ClientRequest){.url = as_text(url),
                                                   .total_seconds = patience});
}

/* TODO 1: the office answers with JSON, {"sky": "rain"}. Make it a line:
   "Harbor: rain". But the body comes later than the head, so you need one more
   function before this one, to wait for it. */
static Value line(Value response, void *request)
{
    return value_failure(501, "TODO 1 is not done yet");
}
/* end of TODO 1 */

/* TODO 2: an errback. A bad status (UV_EREMOTEIO) is "Harbor: ask again
   later". An answer that is not JSON, or has no sky in it (UV_EPROTO), is
   "Harbor: not understood". Leave every other failure alone. */
/* end of TODO 2 */

static Value display(Request *request)
{
    Deferred *d = ask_office(request);

    /* TODO 1: two more steps before this one: look at the status, and wait
       for the body. */
    deferred_add_callback(d, line, request);
    /* end of TODO 1 */
    /* TODO 2: add your errback. Is this its place? */
    /* end of TODO 2 */
    return value_deferred(d);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);

    reactor = reactor_new();
    app = app_new();
    client = client_new(reactor);
    app_route(app, "/sky/<stop>", sky);
    app_route(app, "/display/<stop>", display);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
