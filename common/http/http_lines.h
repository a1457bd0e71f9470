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

/* How far the look at one head has come; all zero at its beginning. Places
   are counted from the first byte. A connection that waits has one of these,
   so it is kept small. */
typedef struct {
    uint32_t start;      /* where the request line begins */
    uint32_t fields;     /* where the line after it begins; 0: not yet */
    uint32_t line;       /* where the line begins that has not ended */
    uint32_t seen;       /* where to look on */
    uint32_t lines : 28; /* that have ended, without empty ones */
    uint32_t part : 4;   /* of the request line: HttpRequestPart */
} HttpLines;

/* Looks at the first length bytes of a head, of which it has seen some in the
   calls before. *end is where the head ends, after its empty line; 0 if that
   has not come yet or the head is refused. Empty lines before the request
   line are skipped (RFC 9112 section 2.2), and do not count as a part of the
   head. Tabs around a value become spaces, in place. Returns what is wrong,
   if anything. */
HttpRefusal http_lines_read(HttpLines *lines, char *bytes, size_t length,
                            const HttpLimits *limits, size_t *end);

#endif
