/*
 * Exercise 9: the page of a shop, in three parts from three services.
 *
 * /page/anna asks all three at the same time, and shows the parts that arrive.
 * With "make try-09" this program also plays the services, and the one with
 * the offers is down.
 *
 *     make try-09      runs this program
 *     make check-09    checks it
 */

#include "app.h"
#include "client.h"
#include "coroutine.h"
#include "defer_later.h"
#include "gateway.h"
#include "gather.h"
#include "keep.h"
#include "text.h"

static Reactor *reactor;
static App *app;
static Client *client;
static const char *services; /* their URL, or NULL if we play them */
static double delay = 2;

static const Option own_options[] = {
    {"--delay", "how long each service takes", .seconds = &delay},
    {"--upstream", "the services, if they are elsewhere", .url = &services},
    {0},
};

/* The services. Each takes its time. */
static Value later(const char *answer)
{
    await(defer_later(reactor, delay, NULL, NULL));
    return value_text(answer);
}

static Value news(Request *request)
{
    return later("rain");
}

static Value cart(Request *request)
{
    return later("3 items");
}

static Value offers(Request *request)
{
    return value_failure(503, "The offers are ill.");
}

/* Asks for this user's "cart", say. The Deferred fires with a text. */
static Deferred *ask(const char *service, Request *request)
{
    const char *user = text_percent_encode(request_text(request, "user"));
    Value url = keep(value_textf(
        "%s/%s/%s", services ? services : app_url(app), service, user));

    return client_get_text(client, as_text(url));
}

/* One part as the page shows it. Lent for as long as the part is. */
static const char *shown(Value part)
{
    /* TODO 2: a part that has failed is "(not available)". Only one of the
       three ways to gather lets you see a failure here. */
    return failed(part) ? "(not available)" : as_text(part);
    /* end of TODO 2 */
}

/* TODO 1: put the three parts together: "news: rain, cart: 3 items, offers:
   (not available)". The callback of a gather is lent a list. */
static Value put_together(Value parts, void *arg)
{
    return value_textf("news: %s, cart: %s, offers: %s",
                       shown(as_item(parts, 0)), shown(as_item(parts, 1)),
                       shown(as_item(parts, 2)));
}
/* end of TODO 1 */

static Value page(Request *request)
{
    /* TODO 1: ask for "news", "cart" and "offers" at the same time, gather
       them, and put them together. */
    Deferred *parts[] = {ask("news", request), ask("cart", request),
                         ask("offers", request)};
    Deferred *all = gather_all(parts, 3);

    deferred_add_callback(all, put_together, NULL);
    return value_deferred(all);
    /* end of TODO 1 */
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);

    reactor = reactor_new();
    app = app_new();
    client = client_new(reactor);
    app_route_async(app, "/news/<user>", news);
    app_route_async(app, "/cart/<user>", cart);
    app_route(app, "/offers/<user>", offers);
    app_route_async(app, "/page/<user>", page);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
