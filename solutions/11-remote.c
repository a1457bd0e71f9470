/*
 * Exercise 11: the takings of many tills, summed up by one slow adder.
 *
 * /sum/3/4/9/14 adds any numbers, but the adder only ever adds two. So the sum
 * is made in rounds: each round adds all pairs at the same time. With "make
 * try-11" this program also plays the adder.
 *
 *     make try-11      runs this program
 *     make check-11    checks it
 */

#include "app.h"
#include "client.h"
#include "coroutine.h"
#include "defer_later.h"
#include "gateway.h"
#include "gather.h"
#include "keep.h"
#include "number.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_NUMBERS = 64 };

static Reactor *reactor;
static App *app;
static Client *client;
static const char *adder; /* its URL, or NULL if we play the adder */
static double delay = 2;

static const Option own_options[] = {
    {"--delay", "how long an addition takes", .seconds = &delay},
    {"--upstream", "the adder, if it is elsewhere", .url = &adder},
    {0},
};

/* The adder. */
static Value add(Request *request)
{
    int64_t sum;

    await(defer_later(reactor, delay, NULL, NULL));
    if (__builtin_add_overflow(request_int(request, "a"),
                               request_int(request, "b"), &sum))
        return value_failure(400, "The sum does not fit in 64 bits.");
    return value_textf("%" PRId64, sum);
}

static Value to_int(Value text, void *arg)
{
    return number_read(as_text(text));
}

static Deferred *remote_add(int64_t x, int64_t y)
{
    Value url = keep(value_textf("%s/add/%" PRId64 "/%" PRId64,
                                 adder ? adder : app_url(app), x, y));
    Deferred *d = client_get_text(client, as_text(url));

    deferred_add_callback(d, to_int, NULL);
    return d;
}

/* Reads "3/4/9/14" into numbers. Returns how many there are; 0 if there are
   more than MOST_NUMBERS, or one of them is not a number, or below 0. */
static size_t read_numbers(const char *text, int64_t *numbers)
{
    for (size_t count = 0; count < MOST_NUMBERS; count++) {
        int length = (int)strcspn(text, "/");
        Value piece = keep(value_textf("%.*s", length, text));
        Value number = keep(number_read(as_text(piece)));

        if (failed(number) || as_int(number) < 0)
            return 0;
        numbers[count] = as_int(number);
        text += length;
        if (*text++ == '\0')
            return count + 1;
    }
    return 0;
}

/* One round: leaves the sums of all pairs in numbers, and returns how many
   numbers there are now. */
static size_t add_pairs(int64_t *numbers, size_t count)
{
    /* TODO 1: add the first to the second, the third to the fourth and so on,
       all at the same time. A number that is left over goes to the next round
       as it is. */
    Deferred *sums[MOST_NUMBERS / 2];
    size_t pairs = count / 2;
    Value results;

    for (size_t i = 0; i < pairs; i++)
        sums[i] = remote_add(numbers[2 * i], numbers[2 * i + 1]);
    results = await(gather(sums, pairs));
    for (size_t i = 0; i < pairs; i++)
        numbers[i] = as_int(as_item(results, i));
    if (count % 2 == 1)
        numbers[pairs] = numbers[count - 1];
    return count - pairs;
    /* end of TODO 1 */
}

static Value sum(Request *request)
{
    int64_t numbers[MOST_NUMBERS];
    size_t count = read_numbers(request_text(request, "numbers"), numbers);

    if (count == 0)
        return value_failure(404, "There is no such page.");
    /* TODO 2: this is one round at the most. Go on until one number is left.
       */
    while (count > 1)
        count = add_pairs(numbers, count);
    /* end of TODO 2 */
    return value_textf("%" PRId64, numbers[0]);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);

    reactor = reactor_new();
    app = app_new();
    client = client_new(reactor);
    app_route_async(app, "/add/<int:a>/<int:b>", add);
    app_route_async(app, "/sum/<path:numbers>", sum);
    app_on_error(app, 0, gateway_error);
    return app_run(app, reactor, options.listen);
}
