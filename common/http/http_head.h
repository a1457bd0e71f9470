/*
 * HttpHead: the head of a request, taken apart.
 *
 * That happens in place: a NUL takes the place of the space, the colon or the
 * CR after each part, and makes a C text of it. So all of a head is one piece
 * of memory. llhttp, which reads heads for Node.js, finds the fields.
 *
 * llhttp's strict mode lets pass what two programs may understand
 * differently. We refuse it: a Host that is missing, doubled or malformed; a
 * Transfer-Encoding that is not just chunked, or that comes with a
 * Content-Length (http_framing.h).
 *
 * A pure function, with nothing but the bytes as its input.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "http_limits.h"
#include "http_lines.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    char *text;      /* the bytes; begins with the method, a C text */
    uint32_t path;   /* its place in text, as of the next three */
    uint32_t query;  /* 0: there is none */
    uint32_t fields; /* the first field */
    uint32_t end;    /* the empty line */
    uint64_t content_length;
    bool has_length;
    bool chunked;
    bool is_1_0;     /* HTTP/1.0 */
    bool keep_alive; /* the connection is for more than this request */
    bool expects_continue;
    bool is_head;  /* the method is HEAD */
    bool asterisk; /* OPTIONS *, which asks the server itself */
} HttpHead;

/* Reads head->text, the caller's, a copy of the bytes from lines->start to
   lines->line, and sets all the rest of head. Lines have found the end of a
   head without a refusal. Returns a refusal, or one of status 0. */
HttpRefusal http_head_read(HttpHead *head, const HttpLines *lines,
                           const HttpLimits *limits);

/* Returns the next value of a field from *position on (0 at first), or NULL,
   and moves *position past it. Names are compared in any case. */
const char *http_head_field(const HttpHead *head, const char *name,
                            uint32_t *position);

#endif
