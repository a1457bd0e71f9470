/*
 * Exercise 7: tickets, from an office that is busy most of the time.
 *
 * /ticket asks the office. If the office says 503, it asks again, up to three
 * times in all. With "make try-07" this program also plays the office.
 *
 *     make try-07      runs this program
 *     make check-07    checks it
 */

#include "app.h"
#include "client.h"
#include "coroutine.h"
#include "defer_later.h"
#include "gateway.h"
#include "keep.h"
#include "response.h"

enum { MOST_TRIES = 3 };

static Reactor *reactor;
static App *app;
static Client *client;
static const char *office_url;   /* or NULL if we play the office */
static double pause_seconds = 1; /* between two tries */

static const Option own_options[] = {
    {"--delay", "the pause between two tries", .seconds = &pause_seconds},
    {"--upstream", "the office, if it is elsewhere", .url = &office_url},
    {0},
};

/* The office: a ticket, then one after two refusals, then three refusals. */
static Value office(Request *request)
{
    static const bool is_free[] = {1, 0, 0, 1, 0, 0, 0};
    static unsigned asked, sold;

    if (!is_free[asked++ % 7])
        return value_failure(503, "All lines are busy.");
    return value_textf("%u", ++sold);
}

static Deferred *ask_office(void)
{
    Value url =
        keep(value_textf("%s/office", office_url ? office_url : app_url(app)));

    return client_get(client, as_text(url));
}

/* Returns the office's last response, and how often it was asked. */
static Value ask_again(int *tries)
{
    Value response = await(ask_office());

    *tries = 1;
    /* TODO 2: as long as the status is 503, pause and ask again; but no more
       than MOST_TRIES times in all. A Deferred that fires after the pause is
       defer_later(reactor, pause_seconds, NULL, NULL). */
    /* end of TODO 2 */
    return response;
}

static Value ticket(Request *request)
{
    int tries;
    Value response = ask_again(&tries);

    /* TODO 1: the body of the response is a number: "Ticket 7, at try 1." If
       the last status was 503, return a failure, 503, "Sold out, after 3
       tries." Leave any other bad status to response_check(). */
    return value_failure(501, "TODO 1 is not done yet; the office said %d",
                         response_status(response));
    /* end of TODO 1 */
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);

    reactor = reactor_new();
    app = app_new();
    client = client_new(reactor);
    app_route(app, "/office", office);
    app_route_async(app, "/ticket", ticket);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
