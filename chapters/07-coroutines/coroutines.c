/* Chapter 7: code that waits, and reads from top to bottom all the same. */

#include "app.h"
#include "client.h"
#include "coroutine.h"
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

static Deferred *add_tag(Value text, const char *tag)
{
    return deferred_succeed(value_tag(tag, text));
}

static Value coro(Request *request)
{
    Value result = keep(value_text("This is a coroutine-like function!"));

    result = await(add_tag(result, "i"));
    result = await(add_tag(result, "strong"));
    result = await(add_tag(result, "body"));
    result = await(add_tag(result, "html"));
    return result;
}

/* We wait twice: for the head of the answer, and for its body. */
static Value get_ip(Request *request)
{
    Value url = keep(value_textf("%s/ip", upstream));
    Value response = await(client_get(client, as_text(url)));
    Value checked = response_check(response, NULL);
    Value json, ip;

    if (failed(checked))
        return checked;
    json = await(response_json(response));
    ip = await(deferred_of(json_get_text(json, "origin")));
    return value_textf("From %s", as_text(ip));
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    client = client_new(reactor);
    if (!upstream)
        upstream = standin_start(reactor);
    app_route_async(app, "/coro", coro);
    app_route_async(app, "/ip", get_ip);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
