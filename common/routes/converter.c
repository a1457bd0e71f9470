/*
 * Reads converters for route.c, which knows patterns, and tries them on
 * segments for router_match.c, which knows paths. A converter that could
 * never accept a segment is a mistake in the program, and is told as one.
 */
#include "converter.h"

#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    [CONVERTER_ANY] = "any",     [CONVERTER_INT] = "int",
    [CONVERTER_FLOAT] = "float", [CONVERTER_STRING] = "string",
    [CONVERTER_PATH] = "path",   [CONVERTER_BRANCH] = "branch",
};

static const char no_choices[] =
    "its converter has no choices, as any(a,b) has";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Leading zeros are no harm: "007" is 7, whatever their number. */
bool converter_int(const char *digits, int64_t *integer)
{
    *integer = 0;
    if (!*digits)
        return false;
    for (; *digits; digits++)
        if (!is_digit(*digits) ||
            __builtin_mul_overflow(*integer, 10, integer) ||
            __builtin_add_overflow(*integer, *digits - '0', integer))
            return false;
    return true;
}

/* Digits, a point, digits: no sign and no exponent, as werkzeug has it. Nor a
   number so large that a double makes it infinite. */
static bool is_float(const char *text)
{
    size_t whole = strspn(text, "0123456789");
    const char *fraction = text + whole + 1;

    return whole > 0 && text[whole] == '.' && *fraction &&
           !fraction[strspn(fraction, "0123456789")] &&
           isfinite(strtod(text, NULL));
}

/* Whether a list such as "day,night" has this word. */
static bool is_choice(const char *choices, const char *text, size_t length)
{
    while (*choices) {
        size_t choice = strcspn(choices, ",");

        if (choice == length && memcmp(choices, text, length) == 0)
            return true;
        choices += choice + (choices[choice] == ','); /* none at the end */
    }
    return false;
}

/* A string is not empty anyway. */
static int64_t least(ConverterKind kind)
{
    return kind == CONVERTER_STRING ? 1 : 0;
}

/* Whether its options rule anything out. */
static bool is_limited(const Converter *converter)
{
    return converter->min > least(converter->kind) ||
           converter->max < INT64_MAX;
}

static bool in_range(const Converter *converter, int64_t number)
{
    return number >= converter->min && number <= converter->max;
}

bool converter_accepts(const Converter *converter, const char *segment)
{
    int64_t integer;

    switch (converter->kind) {
    case CONVERTER_ANY:
        return is_choice(converter->choices, segment, strlen(segment));
    case CONVERTER_INT:
        return converter_int(segment, &integer) &&
               in_range(converter, integer);
    case CONVERTER_FLOAT:
        return is_float(segment);
    case CONVERTER_STRING:
        /* To count characters takes time, so only if there is a limit. */
        return *segment &&
               (!is_limited(converter) ||
                in_range(converter, (int64_t)text_length(segment)));
    default: /* path and branch */
        return *segment;
    }
}

/* The kinds are in the order of their exactness; then options count. */
int converter_compare(const Converter *a, const Converter *b)
{
    if (a->kind != b->kind)
        return (int)a->kind - (int)b->kind;
    return is_limited(b) - is_limited(a);
}

/* Whether each choice of a is one of b. */
static bool has_choices(const Converter *b, const Converter *a)
{
    const char *choice = a->choices;

    while (*choice) {
        size_t length = strcspn(choice, ",");

        if (!is_choice(b->choices, choice, length))
            return false;
        choice += length + (choice[length] == ',');
    }
    return true;
}

/* any(a,b) accepts the same segments as any(b,a). */
bool converter_same(const Converter *a, const Converter *b)
{
    if (a->kind != b->kind || a->min != b->min || a->max != b->max)
        return false;
    return a->kind != CONVERTER_ANY ||
           (has_choices(a, b) && has_choices(b, a));
}

const char *converter_name(ConverterKind kind)
{
    return names[kind];
}

static bool read_kind(Converter *converter, const char *name)
{
    for (unsigned kind = 0; kind < sizeof names / sizeof *names; kind++)
        if (strcmp(name, names[kind]) == 0) {
            converter->kind = (ConverterKind)kind;
            return true;
        }
    return false;
}

/* One option, "min=1". */
static bool read_option(Converter *converter, const char *option)
{
    const char *value = strchr(option, '=');
    size_t length = value ? (size_t)(value - option) : 0;
    bool is_length = length == 6 && memcmp(option, "length", 6) == 0;
    bool is_min = length == 3 && memcmp(option, "min", 3) == 0;
    bool is_max = length == 3 && memcmp(option, "max", 3) == 0;
    int64_t number;

    if (!value || !converter_int(value + 1, &number))
        return false;
    /* An exact length is both limits at once. */
    if (is_min || is_length)
        converter->min = number;
    if (is_max || is_length)
        converter->max = number;
    return is_min || is_max ||
           (is_length && converter->kind == CONVERTER_STRING);
}

/* The length of a string counts from 1, whatever its options say. */
static const char *check_range(Converter *converter)
{
    if (converter->min < least(converter->kind))
        converter->min = least(converter->kind);
    if (converter->min > converter->max)
        return "no segment can be as its options say";
    return NULL;
}

/* strsep() cuts the options apart where they are. */
static const char *read_range(Converter *converter, char *options)
{
    char *option;

    while ((option = strsep(&options, ",")))
        if (!read_option(converter, option))
            return "its options are not min=, max= or, for a string, "
                   "length=, with a number";
    return check_range(converter);
}

/* An empty choice would accept an empty segment, as no variable does. */
static const char *read_choices(Converter *converter, const char *choices)
{
    size_t last = strlen(choices);

    converter->choices = choices;
    if (last == 0)
        return no_choices;
    if (choices[0] == ',' || choices[last - 1] == ',' || strstr(choices, ",,"))
        return "one of its choices is empty";
    return NULL;
}

static const char *read_options(Converter *converter, char *options)
{
    switch (converter->kind) {
    case CONVERTER_ANY:
        return read_choices(converter, options);
    case CONVERTER_INT:
    case CONVERTER_STRING:
        return read_range(converter, options);
    default:
        return "its converter takes no options";
    }
}

Converter converter_default(void)
{
    return (Converter){.kind = CONVERTER_STRING,
                       .min = least(CONVERTER_STRING),
                       .max = INT64_MAX};
}

const char *converter_read(Converter *converter, char *text)
{
    char *options = strchr(text, '('), *end = strchr(text, ')');

    /* First the name, which we cut off at the "(": the kind says how to read
       the options. */
    *converter = (Converter){.max = INT64_MAX};
    if (options)
        *options++ = '\0';
    if (!read_kind(converter, text))
        return "its converter is not one of any, int, float, string, "
               "path, branch";
    converter->min = least(converter->kind);
    if (!options)
        return converter->kind == CONVERTER_ANY ? no_choices : NULL;
    /* The first ) is the last byte, so no option has one. */
    if (!end || end[1])
        return "its converter's options do not end with a )";
    *end = '\0';
    return read_options(converter, options);
}
