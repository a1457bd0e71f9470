/*
 * The replies of Redis: bytes come in, Values go out. Only redis.c uses this.
 * hiredis knows the protocol (RESP2); this sets its limits, and makes Values
 * of the replies.
 */
#ifndef REDIS_REPLY_H
#define REDIS_REPLY_H

#include "value.h"

typedef struct redisReader redisReader;

/* A reader with our limits. Free it with redisReaderFree(). */
redisReader *redis_reply_reader(void);

/* Gives the reader bytes from the socket. Returns 0, or UV_EMSGSIZE if the
   reply that has begun is longer than REDIS_MOST_BYTES. */
int redis_reply_feed(redisReader *reader, const char *bytes, size_t length);

/* Takes the next reply. Returns 1 and sets *reply, which is the caller's; 0 if
   there is no complete one; or UV_EPROTO if the bytes are not Redis. */
int redis_reply_next(redisReader *reader, Value *reply);

#endif
