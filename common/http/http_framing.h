/*
 * HttpFraming: the fields of a head that say how a request is to be read
 * (RFC 9112 sections 3.2, 6 and 9.3), and whether they fit together.
 */
#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include "http_head.h"

/* What has been seen; all zero at the beginning. */
typedef struct {
    unsigned hosts;
    unsigned codings;    /* Transfer-Encoding fields */
    bool strange_coding; /* one that is not just "chunked" */
    bool closes;         /* Connection: close */
    bool keeps;          /* Connection: keep-alive */
} HttpFraming;

/* Reads a field, whose name is so long, into head if it is one of these.
   Returns what is wrong with it, if anything. */
HttpRefusal http_framing_read(HttpFraming *meaning, HttpHead *head,
                              const char *name, size_t length,
                              const char *value, const HttpLimits *limits);

/* At the end of the head: what is wrong with all of them together. */
HttpRefusal http_framing_check(const HttpFraming *meaning, HttpHead *head);

#endif
