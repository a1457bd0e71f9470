/*
 * Exercise 13: the turnstile of a museum.
 *
 * It counts visitors, and every second a loop measures how many entered in
 * that second. It also stores that rate, which takes two and a half seconds.
 * This program's clock stands still, so that you need not wait: /wait/3 lets
 * three seconds pass, one after the other, and /hold/3 holds the program up
 * for three.
 *
 *     make try-13      runs this program
 *     make check-13    checks it
 */

#include "app.h"
#include "defer_later.h"
#include "looping_call.h"

#include <inttypes.h>
#include <uv.h>

static const double store_seconds = 2.5;

static Reactor *reactor;
static int64_t entered; /* so far */
static int64_t seen;    /* of them, by the loop */
static int64_t rate;    /* visitors in a second */
static int storing, most_storing;
static bool is_full; /* the disk that stores the rates */
static int lost;     /* rates that could not be stored */

static Value end_store(Value nothing, void *arg)
{
    storing -= 1;
    if (is_full)
        return value_failure(UV_ENOSPC, "The rate cannot be stored.");
    return value_none();
}

/* Fires after store_seconds, with none, or with a failure. */
static Deferred *store(void)
{
    storing += 1;
    if (storing > most_storing)
        most_storing = storing;
    return defer_later(reactor, store_seconds, end_store, NULL);
}

/* TODO 3: an errback that counts a lost rate and lets the loop go on. */
static Value not_stored(Value failure, void *arg)
{
    lost += 1;
    return value_none();
}
/* end of TODO 3 */

static Value measure(Value seconds, void *arg)
{
    Deferred *d;

    /* TODO 2: this is only right if one second has passed since the last call.
       How many have? Another kind of loop lends us that number. */
    rate = (entered - seen) / as_int(seconds);
    /* end of TODO 2 */
    seen = entered;
    d = store();
    /* TODO 3: let d have its errback. */
    deferred_add_errback(d, not_stored, NULL);
    /* end of TODO 3 */
    /* TODO 1: the loop may not call again before the rate is stored. */
    return value_deferred(d);
    /* end of TODO 1 */
}

static Value enter(Request *request)
{
    entered += 1;
    return value_textf("%" PRId64, entered);
}

static Value show_rate(Request *request)
{
    return value_textf("%" PRId64 " in a second.", rate);
}

static Value show_stores(Request *request)
{
    return value_textf("At most %d at once.", most_storing);
}

static Value show_lost(Request *request)
{
    return value_textf("%d lost.", lost);
}

static Value fill(Request *request)
{
    is_full = true;
    return value_text("Full.");
}

static Value make_room(Request *request)
{
    is_full = false;
    return value_text("Empty.");
}

static Value pass(Request *request)
{
    for (int64_t i = request_int(request, "seconds"); i > 0; i--)
        reactor_pump(reactor, (double[]){0.5, 0.5}, 2);
    return value_none();
}

static Value hold(Request *request)
{
    reactor_advance(reactor, (double)request_int(request, "seconds"));
    return value_none();
}

/* A rate that is being stored is stored before the program ends. */
static Value end_loop(Value nothing, void *loop)
{
    looping_call_free(loop);
    reactor_advance(reactor, store_seconds);
    return value_none();
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    App *app = app_new();
    LoopingCall *loop;

    reactor = reactor_new_fake();
    /* TODO 2: the loop is of that other kind. */
    loop = looping_call_new_counting(reactor, measure, NULL);
    /* end of TODO 2 */
    deferred_ignore(looping_call_start(loop, 1, true));
    reactor_add_trigger(reactor, TRIGGER_DURING, end_loop, loop);
    app_route(app, "/enter", enter);
    app_route(app, "/rate", show_rate);
    app_route(app, "/stores", show_stores);
    app_route(app, "/lost", show_lost);
    app_route(app, "/fill", fill);
    app_route(app, "/empty", make_room);
    app_route(app, "/wait/<int:seconds>", pass);
    app_route(app, "/hold/<int:seconds>", hold);
    return app_run(app, reactor, options.listen);
}
