/* Chapter 3: a result that has not arrived yet, and what to do with it. */

#include "deferred.h"
#include "number.h"
#include "options.h"

#include <inttypes.h>
#include <stdio.h>
#include <uv.h>

static const int one_to_four[] = {1, 2, 3, 4, 0};
static const int ten_and_twenty[] = {10, 20, 0};

static Value number(Value text, void *arg)
{
    return number_read(as_text(text));
}

static Value addition(Value result, void *numbers)
{
    int64_t sum = as_int(result);

    for (const int *number = numbers; *number != 0; number++)
        sum += *number;
    return value_int(sum);
}

static Value error_has_happened(Value failure, void *message)
{
    printf("%s (%s)\n", (char *)message, as_failure(failure)->message);
    return value_none();
}

static Value print(Value result, void *arg)
{
    if (result.kind == VALUE_INT)
        printf("%" PRId64 "\n", as_int(result));
    else
        printf("%s\n", value_kind_name(result));
    return result;
}

/* The chain is built first; the text that it works on arrives last. */
static void chain(const char *text)
{
    Deferred *d = deferred_new();

    deferred_add_callback(d, number, NULL);
    deferred_add_callback(d, addition, (void *)one_to_four);
    deferred_add_errback(d, error_has_happened, "This is an error!");
    deferred_add_both(d, print, NULL);
    deferred_ignore(d);

    deferred_fire(&d, value_text(text));
}

/* Deferreds that have fired already: their callbacks run as they are added. */
static void fired_already(void)
{
    Deferred *good = deferred_succeed(value_int(200));
    Deferred *bad = deferred_fail(value_failure(UV_EIO, "it broke"));

    deferred_add_callback(good, addition, (void *)ten_and_twenty);
    deferred_add_callback(good, print, NULL);
    deferred_add_errback(bad, error_has_happened, "Errback executed");
    deferred_ignore(good);
    deferred_ignore(bad);
}

int main(int argc, char **argv)
{
    options_parse_plain(argc, argv, NULL);
    chain("100");
    chain("one hundred");
    fired_already();
    return 0;
}
