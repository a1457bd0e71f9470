/*
 * The last words of a program with a mistake in it: its name and one sentence,
 * then abort(), so that a debugger stops where the mistake was noticed. Any
 * file may call it.
 */
#define _GNU_SOURCE /* program_invocation_short_name */
#include "die.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void die(const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s: ", program_invocation_short_name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    abort();
}
