/*
 * The inside of a Response: response.c (its head and its life) and
 * response_body.c (its body, and its readers); and how a transfer of the
 * client fills one. Other files include response.h.
 *
 * A Response has several owners: the transfer until it gives it away as a
 * Value, then that Value, and each reader of the body. When the last one
 * lets go the transfer, if it still runs, is told to stop.
 */
#ifndef RESPONSE_INSIDE_H
#define RESPONSE_INSIDE_H

#include "buffer.h"
#include "response.h"

typedef struct Response Response;
typedef struct Reader Reader;

struct Response {
    /* response.c */
    unsigned owners;
    int status;
    Buffer head; /* the fields, each with a NUL at its end */
    Buffer body;
    void (*stop)(void *arg);
    void *stop_arg;

    /* the client, while it prepares the request or follows a redirect */
    char *name;      /* "GET URL", for messages */
    size_t limit;    /* of bytes in body */
    bool unbuffered; /* the body is forgotten when it has been handed on */

    /* response_body.c */
    bool read;       /* a reader has come */
    bool ended;      /* nothing more will come */
    Value failure;   /* why it ended too early, or none */
    Reader *readers; /* that wait, the oldest first */
};

/* Makes a Response, owned by the caller. While it has not ended, the last
   owner that goes stops its transfer by stop(arg). */
Response *response_new(void (*stop)(void *arg), void *arg);

/* Lets one owner go. */
void response_release(Response *response);

/* Begins a head: forgets that of an answer that was not the last one. */
void response_begin(Response *response, int status);

/* Adds a line of the head: "Name: value". */
void response_add_field(Response *response, const char *line, size_t length);

/* The value of the next field of this name, after the one whose value is
   given, or, if that is NULL, of the first one; or NULL. */
const char *response_next(const Response *response, const char *name,
                          const char *after);

/* The value of the first one. */
const char *response_field(const Response *response, const char *name);

/* Adds to the body. Returns false if it is more than the limit. */
bool response_add(Response *response, const char *bytes, size_t length);

/* Turns the caller's ownership into a Value. */
Value response_value(Response *response);

/* The Response of such a Value; another kind stops the program. */
Response *response_of(Value value);

/* Hands the new part of the body to those that collect it. */
void response_deliver(Response *response);

/* The body has come to its end: failure, which it takes, is none, or says
   why that is too early. Fires what waits for it. */
void response_end(Response *response, Value failure);

#endif
