/*
 * Exercise 4: one doorbell for a house of eight rooms. A client that asks for
 * /wait waits for the bell. /ring/moshe tells all who wait that moshe is at
 * the door, and tells the visitor how many heard it. A client that leaves
 * hears nothing, and its room is free again.
 *
 *     make try-04      runs this program
 *     make check-04    checks it
 */

#include "app.h"

#include <uv.h>

enum { ROOMS = 8 };

/* TODO 1: the chapter has one firing end; this house needs ROOMS of them. */
/* The firing ends of the clients that wait. NULL: the room is free. */
static Deferred *rooms[ROOMS];
/* end of TODO 1 */

/* TODO 3: a canceller, for a client that leaves. Add deferred_on_cancel() in
   wait_for_bell(). Its last argument is passed to the canceller, so let it say
   which room this is about. */
static void client_left(void *arg)
{
    Deferred **room = arg;

    deferred_fire(room, value_failure(UV_ECANCELED, "the client left"));
}
/* end of TODO 3 */

static Value wait_for_bell(Request *request)
{
    /* TODO 1: let the client wait in a free room. If none is free, return a
       failure, 503: "The house is full." */
    for (unsigned i = 0; i < ROOMS; i++) {
        if (!rooms[i]) {
            rooms[i] = deferred_new();
            deferred_on_cancel(rooms[i], client_left, &rooms[i]);
            return value_deferred(rooms[i]);
        }
    }
    return value_failure(503, "The house is full.");
    /* end of TODO 1 */
}

static Value ring(Request *request)
{
    /* TODO 2: send "moshe is at the door." to all who wait. Tell the visitor
       how many there were: "Heard by 3." */
    const char *name = request_text(request, "name");
    unsigned heard = 0;

    for (unsigned i = 0; i < ROOMS; i++)
        if (deferred_fire(&rooms[i],
                          value_textf("%s is at the door.", name)) == 0)
            heard++;
    return value_textf("Heard by %u.", heard);
    /* end of TODO 2 */
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/wait", wait_for_bell);
    app_route(app, "/ring/<name>", ring);
    return app_run(app, reactor, options.listen);
}
