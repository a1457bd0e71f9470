/*
 * Exercise 17: the lifeguards' channel of exercise 14 gets a memory: a file of
 * SQLite's, which outlives the program.
 *
 * /say/k1/shark stores the text "shark", and gives it to all listeners. Its
 * key, k1, is the sender's. Who got no answer sends the same again, with the
 * same key. A client that heard text 7 last asks for /listen/7, and waits for
 * number 8, or gets it at once. 17-final/texts.h has the store.
 *
 *     make try-17      runs this program
 *     make check-17    checks it
 */

#include "17-final/texts.h"

#include "app.h"
#include "coroutine.h"
#include "keep.h"
#include "lock.h"
#include "queue.h"
#include "threads.h"

#include <inttypes.h>
#include <stdint.h>
#include <uv.h>

enum { KEPT = 100 };

static const char *store = ".build/exercise-17.db";
static double busy = 2;

static const Option own_options[] = {
    {"--store", "where the texts are kept", .text = &store, .value = "FILE"},
    {"--busy", "how long to wait for a locked store", .seconds = &busy},
    {0},
};

static Reactor *reactor;
static Queue *listeners;
static Lock *one_at_a_time;
static int64_t said;      /* the number of the last text; the first is 1 */
static Value texts[KEPT]; /* number n is in place n % KEPT, if it is kept */

/* The text with that number, from 1 to the last one that was said. */
static Value text_of(int64_t number)
{
    if (number > said - KEPT && texts[number % KEPT].kind == VALUE_TEXT)
        return value_copy(texts[number % KEPT]);
    /* TODO 2: an older text, or one from before a restart, comes from the
       store, while the loop goes on. */
    return value_failure(501, "TODO 2 is not written yet.");
    /* end of TODO 2 */
}

/* Keeps a text, and gives it to all listeners. */
static void tell(int64_t number, const char *text)
{
    Value *place = &texts[number % KEPT];

    said = number;
    value_free(*place);
    *place = value_textf("%" PRId64 " %s", number, text);
    while (queue_waiting(listeners) > 0)
        queue_put(listeners, value_copy(*place));
}

static void release(void *lock)
{
    lock_release(lock);
}

static Value say(Request *request)
{
    const char *key = request_text(request, "key");
    const char *text = request_text(request, "text");
    Value both[] = {value_text(key), value_text(text)};
    Value message = keep(value_list(both, 2));
    Value number;

    request_survive_disconnect(request);
    await(lock_acquire(one_at_a_time));
    keep_finally(release, one_at_a_time);
    /* TODO 1: if the store has a text with this key, this one has been said:
       answer with the number that it has. */
    /* end of TODO 1 */

    /* TODO 3: a text that could not be stored was not said. Its sender gets a
       503, "Please send it again.", and no listener hears it. */
    tell(said + 1, text);
    number =
        try_await(defer_to_thread(reactor, texts_add, value_copy(message)));
    if (failed(number))
        return value_failure(501, "TODO 3 is not written yet.");
    /* end of TODO 3 */
    return value_textf("%" PRId64 " said.", said);
}

static Value listen_after(Request *request)
{
    int64_t last = request_int(request, "last");

    if (last < said)
        return text_of(last + 1);
    return value_deferred(queue_get(listeners));
}

static Value show_listeners(Request *request)
{
    return value_textf("%zu", queue_waiting(listeners));
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    App *app;
    int status;

    if (texts_open(store, busy) != 0)
        return 1;
    said = texts_last();
    app = app_new();
    reactor = reactor_new();
    listeners = queue_new_limited(0, SIZE_MAX);
    one_at_a_time = lock_new();
    app_route_async(app, "/say/<key>/<text>", say);
    app_route(app, "/listen/<int:last>", listen_after);
    app_route(app, "/listeners", show_listeners);
    status = app_run(app, reactor, options.listen);
    lock_free(one_at_a_time);
    queue_free(listeners);
    texts_close();
    return status;
}
