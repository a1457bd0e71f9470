/*
 * RedisAddress: where a Redis server is, and what there is ours, as one text:
 *
 *     redis://127.0.0.1:6379/beach
 *     redis://:PASSWORD@[::1]:6379/beach
 *     redis://USER:PASSWORD@10.0.0.7/beach        port 6379
 *
 * The host is an address in numbers (or localhost), as that of an endpoint is,
 * so nothing waits for a name server. User and password may have %XX. The last
 * part is a name of our own choice: the keys that we use in Redis begin with
 * it, so that two radios can share one Redis.
 */
#ifndef REDIS_ADDRESS_H
#define REDIS_ADDRESS_H

#include "value.h"

#include <uv.h>

enum {
    REDIS_WORD = 128
}; /* bytes of a user, a password, a name, with a NUL */

typedef struct {
    struct sockaddr_storage socket;
    char user[REDIS_WORD];
    char password[REDIS_WORD]; /* "" if there is none */
    char name[REDIS_WORD];
    char shown[2 * REDIS_WORD]; /* "redis://127.0.0.1:6379/beach", for people:
                                   without user and password */
} RedisAddress;

/* Reads text into *address. Returns none, or a failure (UV_EINVAL) with the
   reason, in which the text is not repeated: it may hold a password. */
Value redis_address_parse(const char *text, RedisAddress *address);

#endif
