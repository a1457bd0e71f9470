/*
 * HttpHead: what the head of a request says.
 *
 * It is read in place: a NUL behind each part, which stands where the head
 * has a space, a colon or a CR, makes C texts of method, path, query, and of
 * the names and values of the fields. So all of a head is one piece of memory.
 *
 * This is the whole of RFC 9112 sections 3 and 5 for a server, and stricter
 * than most: what two programs may understand differently is refused. A line
 * that goes on in the next one, a space before a colon, a CR alone; a Host
 * that is missing, doubled or malformed; a Content-Length that is no number
 * or comes twice, or beside a Transfer-Encoding.
 *
 * A pure function. llhttp, which reads heads for Node.js, stands beside it
 * in the tests: what is accepted here, llhttp has to accept too, and to read
 * in the same way. It is not used here because it lets too much pass (bare
 * LF, lines that go on), so that each octet would be looked at twice: with it
 * an answer took a third more instructions.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "http_limits.h"
#include "http_scan.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    char *text;             /* the octets; begins with the method */
    uint32_t path;          /* where in text these begin */
    uint32_t query;         /* 0: there is none */
    uint32_t fields;
    uint32_t end;
    uint64_t content_length;
    bool has_length;
    bool chunked;
    bool is_1_0;            /* HTTP/1.0 */
    bool keep_alive;        /* the connection is for more than this request */
    bool expects_continue;
    bool is_head;           /* the method is HEAD */
    bool asterisk;          /* OPTIONS *, which asks the server itself */
} HttpHead;

/* Reads head->text, which is a copy of the head of scan, from its start to
   its line, and belongs to the caller. Returns what is wrong with it, if
   anything. */
HttpRefusal http_head_read(HttpHead *head, const HttpScan *scan,
                           const HttpLimits *limits);

/* The next value of a field from *position on (0 at first), or NULL; moves
   *position behind it. Names are compared in any case. */
const char *http_head_field(const HttpHead *head, const char *name,
                            uint32_t *position);

#endif
