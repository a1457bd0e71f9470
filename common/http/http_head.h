/*
 * HttpHead: what the head of a request says.
 *
 * llhttp, which reads heads for Node.js, takes it apart, in place: behind
 * each part, where the head has a space, a colon or a CR, a NUL makes a C
 * text of it. So all of a head is one piece of memory.
 *
 * What llhttp's strict mode lets pass, but two programs may understand
 * differently, is refused: a Host that is missing, doubled or malformed; a
 * Transfer-Encoding that is not just chunked, or that stands beside a
 * Content-Length; more than one space in the request line.
 *
 * A pure function, with nothing but the octets as its input.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "http_limits.h"
#include "http_lines.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    char *text;     /* the octets; begins with the method */
    uint32_t path;  /* where in text these begin */
    uint32_t query; /* 0: there is none */
    uint32_t fields;
    uint32_t end;
    uint64_t content_length;
    bool has_length;
    bool chunked;
    bool is_1_0;     /* HTTP/1.0 */
    bool keep_alive; /* the connection is for more than this request */
    bool expects_continue;
    bool is_head;  /* the method is HEAD */
    bool asterisk; /* OPTIONS *, which asks the server itself */
} HttpHead;

/* Reads head->text, which is a copy of the head of scan, from its start to
   its line, and belongs to the caller. Returns what is wrong with it, if
   anything. */
HttpRefusal http_head_read(HttpHead *head, const HttpLines *scan,
                           const HttpLimits *limits);

/* The next value of a field from *position on (0 at first), or NULL; moves
   *position behind it. Names are compared in any case. */
const char *http_head_field(const HttpHead *head, const char *name,
                            uint32_t *position);

#endif
