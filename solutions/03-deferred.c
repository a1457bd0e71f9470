/*
 * Exercise 3: the thermometer of a greenhouse speaks Fahrenheit, and sometimes
 * nonsense. This program reads its output a line at a time, and prints whole
 * degrees Celsius. For nonsense it prints the reason, and the last reading
 * again.
 *
 *     make try-03      runs this program
 *     make check-03    checks it
 */

#include "deferred.h"
#include "number.h"
#include "options.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <uv.h>

enum { COLDEST = -459, HOTTEST = 1000 }; /* degrees Fahrenheit */

/* The last reading in degrees Celsius; until there is one, a guess. */
static int64_t last = 20;

static Value number(Value text, void *arg)
{
    return number_read(as_text(text));
}

static Value possible(Value fahrenheit, void *arg)
{
    /* TODO 3: return a failure, UV_ERANGE, for degrees below COLDEST or above
       HOTTEST: "-500 is no temperature". All others stay as they are. */
    int64_t degrees = as_int(fahrenheit);

    if (degrees < COLDEST || degrees > HOTTEST)
        return value_failure(UV_ERANGE, "%" PRId64 " is no temperature",
                             degrees);
    return fahrenheit;
    /* end of TODO 3 */
}

static Value celsius(Value fahrenheit, void *arg)
{
    /* TODO 1: Celsius: minus 32, times 5, divided by 9, as C divides.
       */
    return value_int((as_int(fahrenheit) - 32) * 5 / 9);
    /* end of TODO 1 */
}

static Value instead(Value failure, void *arg)
{
    /* TODO 2: print the reason, as in "'broken' is not a number: again ", and
       go on with the last reading. */
    printf("%s: again ", as_failure(failure)->message);
    return value_int(last);
    /* end of TODO 2 */
}

static Value print(Value degrees, void *arg)
{
    last = as_int(degrees);
    printf("%" PRId64 "\n", last);
    return degrees;
}

static void reading(const char *line)
{
    Deferred *d = deferred_new();

    /* TODO 2: instead() comes too early, and never gets a failure. Which of
       these steps can fail, and which one must run even then? */
    deferred_add_callback(d, number, NULL);
    deferred_add_callback(d, possible, NULL);
    deferred_add_callback(d, celsius, NULL);
    deferred_add_errback(d, instead, NULL);
    deferred_add_callback(d, print, NULL);
    /* end of TODO 2 */
    deferred_ignore(d);

    deferred_fire(&d, value_text(line));
}

int main(int argc, char **argv)
{
    char line[80];

    options_parse_plain(argc, argv, NULL);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        reading(line);
    }
    return 0;
}
