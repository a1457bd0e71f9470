/*
 * Exercise 5: the switchboard of a hotel. /call/207 says which extension to
 * dial. If a telephone is out of order, the reception takes the call. A
 * client's mistake gets a status and a sentence; any other failure stays a
 * 500.
 *
 *     make try-05      runs this program
 *     make check-05    checks it
 */

#include "app.h"
#include "number.h"

#include <inttypes.h>
#include <uv.h>

enum { RECEPTION = 4000 };

/* The extension of a room, or a failure: UV_ENOENT if there is no such room,
   UV_EIO if its telephone is out of order, UV_ECONNRESET on floor 5. */
static Value lookup(Value room, void *arg)
{
    int64_t number = as_int(room), floor = number / 100, door = number % 100;

    if (floor < 1 || floor > 5 || door < 1 || door > 20)
        return value_failure(UV_ENOENT, "There is no room %" PRId64 ".",
                             number);
    if (floor == 5)
        return value_failure(UV_ECONNRESET, "the line to floor 5 was cut");
    if (door == 13)
        return value_failure(UV_EIO, "%" PRId64 " is out of order", number);
    return value_int(RECEPTION + number);
}

static Value dial(Value extension, void *arg)
{
    /* TODO 1: the answer: "Dial 4207." */
    return value_textf("Dial %" PRId64 ".", as_int(extension));
    /* end of TODO 1 */
}

static Value reception(Value failure, void *arg)
{
    /* TODO 2: if a telephone is out of order, go on with the RECEPTION's
       extension. Return all other failures as they are. */
    if (as_failure(failure)->code == UV_EIO)
        return value_int(RECEPTION);
    return failure;
    /* end of TODO 2 */
}

static Value excuse(Value failure, void *arg)
{
    /* TODO 3: a room that does not exist is a 404. A text that is not a number
       (UV_EINVAL), or too large a number (UV_ERANGE), is a 400. Keep the
       message that is there. All other failures stay as they are. */
    const char *message = as_failure(failure)->message;

    switch (as_failure(failure)->code) {
    case UV_ENOENT:
        return value_failure(404, "%s", message);
    case UV_EINVAL:
    case UV_ERANGE:
        return value_failure(400, "%s", message);
    default:
        return failure;
    }
    /* end of TODO 3 */
}

static Value call(Request *request)
{
    Deferred *d = deferred_of(number_read(request_text(request, "room")));

    /* TODO 2: an errback in a pair does not see the failures of the step it is
       paired with. Take the pairs apart, and find a place for each. */
    deferred_add_callback(d, lookup, NULL);
    deferred_add_errback(d, reception, NULL);
    deferred_add_callback(d, dial, NULL);
    deferred_add_errback(d, excuse, NULL);
    /* end of TODO 2 */
    return value_deferred(d);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/call/<room>", call);
    return app_run(app, reactor, options.listen);
}
