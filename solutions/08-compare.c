/*
 * Exercise 8: a canteen announces today's dish, and its price.
 *
 * /lunch asks the kitchen for the menu, and then for the price of the dish:
 * two delays. /today adds the weather, and takes no longer. With "make try-08"
 * this program also plays the kitchen and the weather office.
 *
 *     make try-08      runs this program
 *     make check-08    checks it
 */

#include "app.h"
#include "client.h"
#include "coroutine.h"
#include "defer_later.h"
#include "gateway.h"
#include "keep.h"

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

static Value menu(Request *request)
{
    return later("Soup");
}

static Value price(Request *request)
{
    return later("4");
}

static Value weather(Request *request)
{
    return later("rain");
}

/* Asks a service and does not wait. The Deferred fires with a text. */
static Deferred *ask(const char *path)
{
    Value url =
        keep(value_textf("%s%s", services ? services : app_url(app), path));

    return client_get_text(client, as_text(url));
}

static Value one_after_the_other(void *arg)
{
    /* TODO 1: ask for /menu, which answers with a dish; then ask for its
       price, /price/Soup. The result is "Soup for 4". */
    Value dish = await(ask("/menu"));
    Value path = keep(value_textf("/price/%s", as_text(dish)));
    Value coins = await(ask(as_text(path)));

    return value_textf("%s for %s", as_text(dish), as_text(coins));
    /* end of TODO 1 */
}

/* Asks for both and does not wait: a coroutine is a Deferred, from outside. */
static Deferred *ask_for_lunch(void)
{
    return async(one_after_the_other, NULL);
}

static Value lunch(Request *request)
{
    return value_deferred(ask_for_lunch());
}

static Value today(Request *request)
{
    /* TODO 2: "Soup for 4, and rain." Ask for the lunch and for /weather at
       the same time. If one of them fails, so does the page. But wait for the
       other one all the same, or its answer is left without an owner. */
    Deferred *sky = ask("/weather");
    Value meal = try_await(ask_for_lunch());
    Value seen = await(sky);

    if (failed(meal))
        return meal;
    return value_textf("%s, and %s.", as_text(meal), as_text(seen));
    /* end of TODO 2 */
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);

    reactor = reactor_new();
    app = app_new();
    client = client_new(reactor);
    app_route_async(app, "/menu", menu);
    app_route_async(app, "/price/<dish>", price);
    app_route_async(app, "/weather", weather);
    app_route(app, "/lunch", lunch);
    app_route_async(app, "/today", today);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
