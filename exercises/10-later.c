/*
 * Exercise 10: the customer of a travel agent is promised an answer in time.
 *
 * /price/2 asks an airline that needs two tenths of a second to find a fare,
 * /price/50 one that needs five seconds; /price/0 asks one that says at once
 * that it does not fly there. No airline is given more than five tenths.
 *
 *     make try-10      runs this program
 *     make check-10    checks it
 */

#include "app.h"
#include "defer_later.h"
#include "timeout.h"

#include <inttypes.h>
#include <uv.h>

enum { PATIENCE = 5 }; /* tenths of a second */

static Reactor *reactor;
static double tenth = 0.1; /* of a second; the checks make it shorter */
static int searching;      /* airlines, at this moment */

static const Option own_options[] = {
    {"--delay", "how long a tenth of a second is", .seconds = &tenth},
    {0},
};

static Value find_fare(Value nothing, void *request)
{
    int64_t tenths = request_int(request, "tenths");

    if (tenths == 0)
        return value_failure(404, "The airline does not fly there.");
    /* TODO 1: the fare is an int: 100, plus 10 for each tenth of a second. */
    return value_failure(501, "TODO 1 is not done yet");
    /* end of TODO 1 */
}

static Deferred *ask_airline(Request *request)
{
    /* TODO 1: this airline is too fast: it finds the fare at once. Let it take
       as many tenths as the path says, and hold up no other client. */
    return maybe_deferred(find_fare, request);
    /* end of TODO 1 */
}

static Value end_search(Value fare, void *arg)
{
    searching -= 1;
    return fare;
}

static Value to_text(Value fare, void *arg)
{
    return value_textf("The fare is %" PRId64 ".", as_int(fare));
}

/* TODO 2: an errback, too_slow(), that turns a time-out into a failure of its
   own: 504, "The airline is too slow." It passes other failures on. */
/* end of TODO 2 */

static Value price(Request *request)
{
    Deferred *d = ask_airline(request);

    searching += 1;
    deferred_add_both(d, end_search, NULL);
    deferred_add_callback(d, to_text, NULL);
    /* TODO 2: give d PATIENCE tenths (timeout.h), and the errback. */
    return value_deferred(d);
    /* end of TODO 2 */
}

static Value show_searching(Request *request)
{
    return value_textf("%d", searching);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    App *app = app_new();

    reactor = reactor_new();
    app_route(app, "/price/<int:tenths>", price);
    app_route(app, "/searching", show_searching);
    return app_run(app, reactor, options.listen);
}
