/*
 * HttpLimits: how much a client may ask of the server, and HttpRefusal: the
 * answer if it asks for more, or in words that are not HTTP.
 */
#ifndef HTTP_LIMITS_H
#define HTTP_LIMITS_H

#include <stddef.h>

/* Times are absolute: a byte now and then does not extend them. None runs
   while the function has a request. */
typedef struct {
    size_t line_bytes;    /* the request line; more is a 414 */
    size_t head_bytes;    /* line and fields; more is a 431 */
    size_t head_fields;   /* their number; more is a 431 */
    size_t body_bytes;    /* more is a 413 */
    size_t connections;   /* at the same time; more get a 503 */
    size_t output_bytes;  /* answers that the client has not taken; with
                               more, no further request of it is read */
    double head_seconds;  /* from the first byte; then a 408 */
    double body_seconds;  /* from the end of the head; then a 408 */
    double idle_seconds;  /* between two requests; then it closes */
    double write_seconds; /* to take what was sent; then it closes, unless
                              the client has taken write_rate a second */
    size_t write_rate;    /* bytes; a client that reads faster gets the same
                              time again, so that a large answer arrives */
    double drain_seconds; /* at the end, for answers still to come */
} HttpLimits;

/* The server itself answers a request that is refused, and then closes the
   connection. The functions of this room return a refusal of status 0 if
   nothing is wrong. */
typedef struct {
    int status;      /* 400 to 599, or 0 */
    const char *why; /* a sentence for the client */
} HttpRefusal;

#endif
