/*
 * Converter: which segments a variable of a pattern accepts (router.h).
 *
 * "<int(min=1,max=12):month>" has the converter "int(min=1,max=12)" and the
 * name "month"; "<month>" is a string. The kinds and their options are those
 * of werkzeug, on which Klein's routes are built.
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
    int64_t min, max;    /* int: the number; string: its characters */
    const char *choices; /* any: "day,night" */
} Converter;

/* The converter of a variable without one: a string of any length. */
Converter converter_default(void);

/* Reads a converter such as "int(min=1)", and cuts it into pieces, to which
   the converter points from then on. Returns NULL, or a sentence on what is
   wrong, to follow the pattern: "its converter ...". */
const char *converter_read(Converter *converter, char *text);

/* Whether it accepts this segment; path and branch accept any that is not
   empty. */
bool converter_accepts(const Converter *converter, const char *segment);

/* Below 0 if a is more exact than b, above 0 if less, 0 if neither is. */
int converter_compare(const Converter *a, const Converter *b);

/* Whether both accept the very same segments. */
bool converter_same(const Converter *a, const Converter *b);

/* Reads a text of nothing but digits, up to INT64_MAX; returns false for any
   other. */
bool converter_int(const char *digits, int64_t *integer);

/* Returns the name of a kind: "int". */
const char *converter_name(ConverterKind kind);

#endif
