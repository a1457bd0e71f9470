/*
 * HttpFraming: the fields of a head that decide how to go on: Content-Length
 * and Transfer-Encoding (how long the body is), Connection (is there a next
 * request?), Expect and Host (RFC 9112 sections 3.2, 6 and 9.3).
 */
#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include "http_head.h"

/* The fields so far; all zero at the beginning. */
typedef struct {
    unsigned hosts;
    unsigned codings;    /* Transfer-Encoding fields */
    unsigned chunked;    /* how many times they have "chunked" */
    bool strange_coding; /* one of them is not just "chunked" */
    bool closes;         /* Connection: close */
    bool keeps;          /* Connection: keep-alive */
} HttpFraming;

/* Reads a field into head, if it is one of these. Length is that of its name.
   Returns a refusal, or one of status 0. */
HttpRefusal http_framing_read(HttpFraming *framing, HttpHead *head,
                              const char *name, size_t length,
                              const char *value, const HttpLimits *limits);

/* At the end of the head: do all of them fit together? Returns a refusal, or
   one of status 0. */
HttpRefusal http_framing_check(const HttpFraming *framing, HttpHead *head);

#endif
