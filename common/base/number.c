/* Text comes in and a number goes out, or the other way round. A number is all
   of the text or none of it: no space around it, no base but ten. */
#include "number.h"

#include "keep.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

Value number_read(const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+');
    char *end;
    long long integer;

    errno = 0;
    integer = strtoll(text, &end, 10);
    if (!isdigit((unsigned char)*digits) || *end != '\0')
        return value_failure(UV_EINVAL, "'%s' is not a number", text);
    if (errno == ERANGE)
        return value_failure(UV_ERANGE, "%s does not fit in 64 bits", text);
    return value_int(integer);
}

int number_read_real(const char *text, double *number)
{
    char *end;

    /* strtod() also takes spaces, "inf", "nan" and hexadecimal. */
    if (text[strspn(text, "0123456789+-.eE")] != '\0')
        return UV_EINVAL;
    *number = strtod(text, &end);
    if (end == text || *end != '\0')
        return UV_EINVAL;
    return isfinite(*number) ? 0 : UV_ERANGE;
}

/* How many digits after the point it takes to write the number exactly enough
   that it reads back as itself. 17 digits in all are always enough. */
static int count_decimals(double number)
{
    char text[32]; /* "-1.2345678901234567e-308" */
    int after_point = 0, exponent;

    do
        snprintf(text, sizeof text, "%.*e", after_point, number);
    while (strtod(text, NULL) != number && ++after_point < 17);
    exponent = atoi(strchr(text, 'e') + 1);
    return after_point > exponent ? after_point - exponent : 0;
}

const char *number_text(double number)
{
    double shown = number == 0 ? 0 : number; /* not -0 */

    return as_text(keep(value_textf("%.*f", count_decimals(shown), shown)));
}
