/*
 * A failure in words, for a log and for stderr. A failure itself is made and
 * freed with its Value (value.c).
 */
#include "failure.h"

#include <stdio.h>
#include <uv.h>

const char *failure_name(int code)
{
    static _Thread_local char name[32];

    if (code < 0)
        return uv_err_name_r(code, name, sizeof name);
    snprintf(name, sizeof name, "HTTP %d", code);
    return name;
}

void failure_print(FILE *stream, const char *prefix, const Failure *failure)
{
    fprintf(stream, "%s: %s, %s (%s:%d)\n", prefix,
            failure_name(failure->code), failure->message, failure->file,
            failure->line);
}
