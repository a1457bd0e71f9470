/*
 * HttpReader: makes requests of the bytes that a client sends.
 *
 *     bytes in  ->  more     all is well, but the request is not complete
 *                   begun    its head is there, its body is to come
 *                   request  it is complete: take it
 *                   refused  it is not HTTP, or more than the limits allow
 *
 * It knows no socket and no clock, so it is a function of the bytes: in
 * whatever pieces they come, the same requests and refusals come out. The
 * caller keeps the bytes that have not been used, and brings them again with
 * what has come after them.
 *
 * An HttpMessage is a request as it came. The caller says how large the
 * struct is that begins with one, so that all of it is one piece of memory:
 *
 *     | HttpMessage, the rest of that struct | head as text | scratch |
 *
 * The scratch has room for a copy of the path, decoded, and a NUL.
 */
#ifndef HTTP_READER_H
#define HTTP_READER_H

#include "buffer.h"
#include "http_body.h"
#include "http_head.h"
#include "http_lines.h"

typedef struct {
    HttpHead head;
    Buffer content; /* of the body */
} HttpMessage;

typedef enum {
    HTTP_READER_MORE,
    HTTP_READER_BEGUN,
    HTTP_READER_REQUEST,
    HTTP_READER_REFUSED
} HttpReaderEvent;

/* What else there is to tell of it. */
typedef struct {
    size_t used;         /* bytes; the caller drops them */
    HttpRefusal refusal; /* if refused */
    bool to_head;        /* the refusal answers a HEAD: it has no body */
} HttpReading;

typedef enum {
    HTTP_READER_IDLE, /* nothing of a request has come, but empty lines */
    HTTP_READER_HEAD,
    HTTP_READER_BODY
} HttpReaderState;

/* All zero is one before its first request. */
typedef struct {
    HttpMessage *message; /* whose body is being read */
    union {
        HttpLines head; /* of the head at the front of the bytes */
        HttpBody body;
    } at;
    uint8_t state;
} HttpReader;

/* Looks at the bytes, at least one, of which some may have been there at the
   last call, and returns the first thing that they make. Call again with what
   is left until that is MORE or REFUSED. Size is that of the struct that
   begins with the HttpMessage; what follows it there is zero. */
HttpReaderEvent http_reader_read(HttpReader *reader, const HttpLimits *limits,
                                 size_t size, char *bytes, size_t length,
                                 HttpReading *reading);

/* Hands over the message, from BEGUN on if the rest of its body is not
   wanted: the reader forgets it. The caller frees it by
   http_message_free(). */
HttpMessage *http_reader_take(HttpReader *reader);

/* Frees what it has of a request, and forgets it. */
void http_reader_drop(HttpReader *reader);

/* Room for a copy of the path and a NUL. */
char *http_message_scratch(const HttpMessage *message);

void http_message_free(HttpMessage *message);

#endif
