/*
 * Failure: what went wrong, in a form that can travel.
 *
 * Where Python raises an exception, this library returns a failure Value
 * (value_failure in value.h). The codes are libuv's own, so no new list is
 * needed: UV_ECONNREFUSED, UV_ETIMEDOUT, UV_ECANCELED ... all below 0, and
 * uv_err_name() names them. A code from 400 to 599 is an HTTP status.
 */
#ifndef FAILURE_H
#define FAILURE_H

#include <stdio.h>

typedef struct {
    int code;            /* UV_E*, or an HTTP status */
    const char *message; /* a sentence for people */
    const char *file;    /* where it was made */
    int line;
    int index; /* which member of a gather failed, or -1 */
} Failure;

/* Names a code: "ECONNREFUSED", or "HTTP 404". Lent until the next call on
   the same thread. */
const char *failure_name(int code);

/* Prints one line on the stream: "PREFIX: NAME, MESSAGE (FILE:LINE)". */
void failure_print(FILE *stream, const char *prefix, const Failure *failure);

#endif
