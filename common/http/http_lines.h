/*
 * The first look at a request: where its head ends.
 *
 * A head is a request line and fields, each line with CR LF at its end, and
 * an empty line. It may come in any pieces; only when all of it is there
 * does llhttp read it (http_head.h). What llhttp would let pass is refused
 * here at once: a line that ends with LF alone, and one that does not begin
 * with a name, like one that goes on from the line before. Two programs may
 * understand those differently, which is how requests are smuggled past a
 * proxy. A CR that is not at the end of a line is for llhttp to refuse.
 *
 * A pure function, with nothing but the octets as its input.
 */
#ifndef HTTP_LINES_H
#define HTTP_LINES_H

#include "http_limits.h"

#include <stdint.h>

/* How far the look at one head has come; all zero at its beginning. */
typedef struct {
    uint32_t start;  /* where the request line begins */
    uint32_t fields; /* where the line after it begins, or 0 */
    uint32_t line;   /* where the line begins that has not ended */
    uint32_t seen;   /* where to look for its end */
    uint32_t lines;  /* that have ended */
} HttpLines;

/* Looks at the first length bytes of a head, of which it has seen some in the
   calls before. *end is where the head ends, after its empty line; 0 if that
   has not come yet or the head is refused. Empty lines before the request
   line are skipped (RFC 9112 section 2.2). Tabs around a value become spaces,
   in place. Returns what is wrong, if anything. */
HttpRefusal http_lines_read(HttpLines *lines, char *bytes, size_t length,
                            const HttpLimits *limits, size_t *end);

#endif
