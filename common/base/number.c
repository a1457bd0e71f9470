#include "number.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
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
