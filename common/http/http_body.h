/*
 * HttpBody: finds the end of a request's body (RFC 9112 sections 6 and 7).
 *
 * A body is as long as its Content-Length says, or comes in chunks: each one
 * a line with its length in hexadecimal, the bytes, and CR LF; then a chunk
 * of length 0, perhaps more fields (the trailer), and an empty line.
 * Extensions of a chunk and the trailer are checked, counted and dropped.
 *
 * The server reads bodies itself and not by llhttp 8.1, which accepts a bare
 * LF after the last chunk and extensions without end, and refuses a chunk
 * that has two of them.
 */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include "buffer.h"
#include "http_limits.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    HTTP_BODY_DONE,
    HTTP_BODY_LENGTH,     /* left bytes are still to come */
    HTTP_BODY_SIZE_BEGIN, /* the first digit of a chunk's length */
    HTTP_BODY_SIZE,
    HTTP_BODY_EXTENSION, /* the rest of the line; see extension */
    HTTP_BODY_SIZE_LF,
    HTTP_BODY_CHUNK, /* left bytes of the chunk are still to come */
    HTTP_BODY_CHUNK_CR,
    HTTP_BODY_CHUNK_LF,
    HTTP_BODY_LINE, /* the first byte of a line of the trailer */
    HTTP_BODY_NAME,
    HTTP_BODY_VALUE,
    HTTP_BODY_VALUE_LF,
    HTTP_BODY_LAST_LF
} HttpBodyState;

typedef struct {
    uint64_t left;
    uint32_t extra; /* bytes of extensions and trailer so far */
    uint16_t state;
    uint16_t extension; /* HttpExtension */
} HttpBody;

/* The beginning of a body of that length, at least 1, or of one in chunks. */
HttpBody http_body_of_length(uint64_t length);
HttpBody http_body_of_chunks(void);

/* Reads from length bytes up to the end of the body, and adds what belongs to
   the content to it, with a NUL after it. Sets *used to the number of bytes
   that it has used. Returns a refusal, or one of status 0. */
HttpRefusal http_body_read(HttpBody *body, const char *bytes, size_t length,
                           Buffer *content, const HttpLimits *limits,
                           size_t *used);

static inline bool http_body_done(const HttpBody *body)
{
    return body->state == HTTP_BODY_DONE;
}

#endif
