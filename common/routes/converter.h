/*
 * Converter: what a variable of a route's pattern takes (router.h).
 *
 * "<int(min=1,max=12):month>" is the converter "int(min=1,max=12)" and the
 * name "month"; "<month>" is a string.
 */
#ifndef CONVERTER_H
#define CONVERTER_H

#include <stdbool.h>
#include <stdint.h>

/* The most exact first: the router tries them in this order. */
typedef enum {
    CONVERTER_ANY,
    CONVERTER_INT,
    CONVERTER_FLOAT,
    CONVERTER_STRING,
    CONVERTER_PATH,
    CONVERTER_BRANCH
} ConverterKind;

typedef struct {
    ConverterKind kind;
    int64_t min, max;    /* of an int, or of a string's characters */
    const char *choices; /* of any: "day,night" */
} Converter;

/* Reads "int(min=1)", which it cuts into pieces that the converter then
   points to. Returns NULL, or what is wrong: "its converter ...". */
const char *converter_read(Converter *converter, char *text);

/* Whether it takes this segment; path and branch take any that is not
   empty. */
bool converter_accepts(const Converter *converter, const char *segment);

/* Below 0 if a comes before b, above 0 if after, 0 if neither is more
   exact. */
int converter_compare(const Converter *a, const Converter *b);

/* Whether both take the very same segments. */
bool converter_same(const Converter *a, const Converter *b);

/* Reads digits, and nothing but digits, up to INT64_MAX. */
bool converter_int(const char *digits, int64_t *integer);

/* The name of its kind: "int". */
const char *converter_name(ConverterKind kind);

#endif
