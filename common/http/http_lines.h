/*
 * The first look at a request: where its head ends.
 *
 * A head is a request line and fields, each line with CR LF at its end, and
 * an empty line. It may come in any pieces; llhttp reads it when all of it is
 * there (http_head.h). What cannot be the beginning of a head is refused at
 * once, and so is what llhttp would let pass: a line that ends with LF alone,
 * and one that does not begin with a name, such as one that goes on from the
 * line before. Two programs may understand those differently, which is how
 * requests are smuggled past a proxy. A CR inside a line is for llhttp to
 * refuse.
 *
 * A pure function, with nothing but the bytes as its input: in whatever
 * pieces they come, the result is the same.
 */
#ifndef HTTP_LINES_H
#define HTTP_LINES_H

#include "http_limits.h"

#include <stdint.h>

/* A longer head is a 431, whatever the limits say. */
enum { HTTP_LINES_MOST = 1 << 28 };

/* The progress of the look at one head; all zero at its beginning. Places are
   counted from the first byte. Each connection that waits has one of these,
   so it is small. */
typedef struct {
    uint32_t start;      /* the first byte of the request line */
    uint32_t fields;     /* the first byte after it; 0: still to come */
    uint32_t line;       /* the first byte of the line that is coming */
    uint32_t seen;       /* the first byte that has not been looked at */
    uint32_t lines : 28; /* how many have ended, without empty ones */
    uint32_t part : 4;   /* of the request line: HttpRequestPart */
} HttpLines;

/* Looks at the first length bytes of a head, of which it has seen some in the
   calls before. Sets *end to the place after the empty line at the head's
   end, or to 0 if that has not come yet or the head is refused. Empty lines
   before the request line are skipped (RFC 9112 section 2.2), and do not
   count as a part of the head. Tabs around a value become spaces, in place.
   Returns a refusal, or one of status 0. */
HttpRefusal http_lines_read(HttpLines *lines, char *bytes, size_t length,
                            const HttpLimits *limits, size_t *end);

#endif
