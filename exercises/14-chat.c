/*
 * Exercise 14: the lifeguards of a beach share one channel, and each must hear
 * everything.
 *
 * /say/shark numbers a text and gives it to all listeners. A client that heard
 * text 7 last asks for /listen/7, and waits for number 8, or gets it at once
 * if it has been said already. The last hundred texts are kept for that.
 *
 *     make try-14      runs this program
 *     make check-14    checks it
 */

#include "app.h"
#include "queue.h"

#include <inttypes.h>
#include <stdint.h>

enum { KEPT = 100 };

/* The listeners, the longest wait first. It hands texts on and stores none. */
static Queue *listeners;
static int64_t said;      /* the number of the last text; the first is 1 */
static Value texts[KEPT]; /* number n is in place n % KEPT */

static void keep_text(const char *text)
{
    Value *place;

    said += 1;
    place = &texts[said % KEPT];
    value_free(*place);
    *place = value_textf("%" PRId64 " %s", said, text);
}

/* The text with that number, from 1 to the last one that was said. */
static Value text_of(int64_t number)
{
    /* TODO 3: a text that is no longer kept is a failure, 410: "You have
       missed too much." */
    /* end of TODO 3 */
    return value_copy(texts[number % KEPT]);
}

static Value say(Request *request)
{
    int heard = 0;

    keep_text(request_text(request, "text"));
    /* TODO 1: all listeners have to hear it, not just the first. */
    if (queue_put(listeners, text_of(said)) == 0)
        heard += 1;
    /* end of TODO 1 */
    return value_textf("%" PRId64 " said, %d heard it.", said, heard);
}

static Value listen_after(Request *request)
{
    /* TODO 2: a client that has missed a text gets the next one at once. */
    return value_deferred(queue_get(listeners));
    /* end of TODO 2 */
}

static Value show_listeners(Request *request)
{
    return value_textf("%zu", queue_waiting(listeners));
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);
    Reactor *reactor = reactor_new();
    App *app = app_new();
    int status;

    listeners = queue_new_limited(0, SIZE_MAX);
    app_route(app, "/say/<text>", say);
    app_route(app, "/listen/<int:last>", listen_after);
    app_route(app, "/listeners", show_listeners);
    status = app_run(app, reactor, options.listen);
    queue_free(listeners);
    return status;
}
