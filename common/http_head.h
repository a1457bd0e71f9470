/*
 * HttpHead: what the head of a request says.
 *
 * The head's texts are packed behind one another, each with a NUL at its
 * end: method, target, and for each field its name and its value. So a head
 * needs one piece of memory, and each part is a C text.
 *
 * llhttp takes the head apart; what its strict mode lets pass is refused
 * here: a Host that is missing, doubled or malformed, a Transfer-Encoding
 * that the server does not know or that comes with a Content-Length.
 */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "http_limits.h"
#include "http_scan.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    char *text;             /* begins with the method; the caller's */
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

/* How much room the texts of a head need. */
static inline size_t http_head_room(const HttpScan *scan)
{
    return scan->line - scan->start;
}

/* Reads a head that http_scan() has let pass, and where it is, into *head,
   whose text has the room that it needs. Returns what is wrong with it, if
   anything. */
HttpRefusal http_head_read(HttpHead *head, const char *bytes,
                           const HttpScan *scan, const HttpLimits *limits);

/* The first value of a field at or after *position (0 at first), or NULL;
   moves *position behind it. Names are compared in any case. */
const char *http_head_field(const HttpHead *head, const char *name,
                            uint32_t *position);

#endif
