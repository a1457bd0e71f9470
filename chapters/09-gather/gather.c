/* Chapter 9: two slow requests at the same time. */

#include "gather.h"
#include "app.h"
#include "client.h"
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

static Value origin(Value json, void *arg)
{
    return json_get_text(json, "origin");
}

static Deferred *get_origin(void)
{
    Deferred *d = client_get_json(client, as_text(url));

    deferred_add_callback(d, origin, NULL);
    return d;
}

static Value do_format(Value ips, void *arg)
{
    return value_textf("These are the same:%s==%s", as_text(as_item(ips, 0)),
                       as_text(as_item(ips, 1)));
}

static Value faster_compare(Request *request)
{
    Deferred *ips[] = {get_origin(), get_origin()};
    Deferred *both = gather(ips, 2);

    deferred_add_callback(both, do_format, NULL);
    return value_deferred(both);
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
    app_route(app, "/faster-compare", faster_compare);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
