/* Chapter 6: ask another server, and hold up no other client. */

#include "app.h"
#include "client.h"
#include "gateway.h"
#include "json.h"
#include "keep.h"
#include "response.h"
#include "standin.h"

static Client *client;
static const char *upstream;

static const Option own_options[] = {
    {"--upstream", "the server to ask", .url = &upstream},
    {0},
};

/* The head of the answer is here: wait for its body. */
static Value content(Value response, void *arg)
{
    return value_deferred(response_json(response));
}

static Value from_origin(Value json, void *arg)
{
    Value ip = json_get_text(json, "origin");

    if (failed(ip))
        return ip;
    return value_textf("From %s", as_text(keep(ip)));
}

static Value get_ip(Request *request)
{
    Value url = keep(value_textf("%s/ip", upstream));
    Deferred *d = client_get(client, as_text(url));

    deferred_add_callback(d, response_check, NULL);
    deferred_add_callback(d, content, NULL);
    deferred_add_callback(d, from_origin, NULL);
    return value_deferred(d);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    client = client_new(reactor);
    if (!upstream)
        upstream = standin_start(reactor);
    app_route(app, "/ip", get_ip);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
