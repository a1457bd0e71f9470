/* An option has one variable, and the variable's type says how its text is
   read (option_value_store) and shown (option_value_show). A text that cannot
   be read is a failure, and leaves the variable as it was. */
#include "option_value.h"

#include "die.h"
#include "keep.h"
#include "number.h"
#include "url.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <uv.h>

void option_value_check(const Option *option)
{
    int variables =
        !!option->seconds + !!option->count + !!option->text + !!option->url;

    if (variables != 1)
        die("options_parse: %s has %d variables for its value, not one",
            option->name, variables);
}

/* An option that names no highest number has none. */
static double most_of(const Option *option)
{
    return option->most > 0 ? option->most : INFINITY;
}

/* The sentence for a number that is none, or out of range. */
static Value refuse_number(const Option *option, const char *what,
                           const char *text)
{
    const char *least = number_text(option->least);

    if (option->most > 0)
        return value_failure(UV_EINVAL, "%s is %s from %s to %s, not \"%s\"",
                             option->name, what, least,
                             number_text(option->most), text);
    return value_failure(UV_EINVAL, "%s is %s from %s, not \"%s\"",
                         option->name, what, least, text);
}

/* -0 is 0 from here on, as the program may print it. */
static Value store_seconds(const Option *option, const char *text)
{
    double seconds;

    if (number_read_real(text, &seconds) != 0 || seconds < option->least ||
        seconds > most_of(option))
        return refuse_number(option, "a number of seconds", text);
    *option->seconds = seconds == 0 ? 0 : seconds;
    return value_none();
}

/* The range is of doubles: exact up to 2 to the 53rd, which will do. */
static Value store_count(const Option *option, const char *text)
{
    Value count = keep(number_read(text));

    if (failed(count) || (double)as_int(count) < option->least ||
        (double)as_int(count) > most_of(option))
        return refuse_number(option, "a whole number", text);
    *option->count = as_int(count);
    return value_none();
}

/* An empty text is more likely a mistake in a script than a name. */
static Value store_text(const Option *option, const char *text)
{
    if (!*text)
        return value_failure(UV_EINVAL, "%s needs a value", option->name);
    *option->text = text;
    return value_none();
}

/* A page's path begins with a slash of its own. The text is not repeated in
   the sentence: it may hold a password. */
static Value store_url(const Option *option, const char *text)
{
    const char *flaw = url_flaw(text);
    int length = (int)strlen(text);

    if (flaw)
        return value_failure(UV_EINVAL, "%s: the URL %s", option->name, flaw);
    /* A URL has "//" after its scheme and then a host: this ends there. */
    while (text[length - 1] == '/')
        length--;
    *option->url = as_text(keep(value_textf("%.*s", length, text)));
    return value_none();
}

/* option_value_check() has seen to it that one variable is set. */
Value option_value_store(const Option *option, const char *text)
{
    if (option->seconds)
        return store_seconds(option, text);
    if (option->count)
        return store_count(option, text);
    if (option->text)
        return store_text(option, text);
    return store_url(option, text);
}

const char *option_value_show(const Option *option)
{
    if (option->seconds)
        return number_text(*option->seconds);
    if (option->count)
        return as_text(keep(value_textf("%" PRId64, *option->count)));
    return option->text ? *option->text : *option->url;
}

/* For --help: the word in the place of the value. */
const char *option_value_kind(const Option *option)
{
    if (option->value)
        return option->value;
    if (option->seconds)
        return "SECONDS";
    if (option->count)
        return "NUMBER";
    return option->text ? "TEXT" : "URL";
}
