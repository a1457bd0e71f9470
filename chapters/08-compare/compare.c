/* Chapter 8: two slow requests, one after the other. */

#include "app.h"
#include "client.h"
#include "coroutine.h"
#include "gateway.h"
#include "json.h"
#include "keep.h"
#include "number.h"
#include "standin.h"

static Client *client;
static Value url;
static double delay = 10;
static const char *upstream;

static const Option own_options[] = {
    {"--delay", "how long each answer takes", .seconds = &delay},
    {"--upstream", "the server to ask", .url = &upstream},
    {0},
};

/* Any function that a coroutine calls may wait, too. */
static Value get_origin(void)
{
    Value json = await(client_get_json(client, as_text(url)));

    return await(deferred_of(json_get_text(json, "origin")));
}

static Value compare(Request *request)
{
    Value first_ip = get_origin();
    Value second_ip = get_origin();

    return value_textf("These are the same:%s==%s", as_text(first_ip),
                       as_text(second_ip));
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    client = client_new(reactor);
    if (!upstream)
        upstream = standin_start(reactor);
    url = keep(value_textf("%s/delay/%s", upstream, number_text(delay)));
    app_route_async(app, "/compare", compare);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
