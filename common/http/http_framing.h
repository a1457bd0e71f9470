/*
 * HttpFraming: the fields of a head that say where the request ends and what
 * comes after it (RFC 9112 sections 3.2, 6 and 9.3), and whether they fit
 * together.
 */
#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include "http_head.h"

/* What has been seen; all zero at the beginning. */
typedef struct {
    unsigned hosts;
    unsigned codings;    /* Transfer-Encoding fields */
    unsigned chunked;    /* how many times they have "chunked" */
    bool strange_coding; /* one of them is not just "chunked" */
    bool closes;         /* Connection: close */
    bool keeps;          /* Connection: keep-alive */
} HttpFraming;

/* Reads a field into head, if it is one of these. Length is that of its name.
   Returns what is wrong with it, if anything. */
HttpRefusal http_framing_read(HttpFraming *framing, HttpHead *head,
                              const char *name, size_t length,
                              const char *value, const HttpLimits *limits);

/* At the end of the head, returns what is wrong with all of them together, if
   anything. */
HttpRefusal http_framing_check(const HttpFraming *framing, HttpHead *head);

#endif
