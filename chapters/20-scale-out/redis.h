/*
 * Redis: a connection to a Redis server, on our own loop.
 *
 *     Redis *redis = redis_connect(reactor, &address);
 *     Value length = await(redis_command(redis, "XLEN %s", name));
 *
 * A reply of Redis does not say which command it belongs to. It does not have
 * to: Redis answers one connection in the order in which it was asked. So a
 * connection is a socket and a line of Deferreds, and each reply fires the
 * first of them. You may ask a hundred times before the first reply is there:
 * that is pipelining.
 *
 * The other side of this is that a reply which never comes holds up all that
 * stand after it. A command that blocks (XREAD BLOCK) needs a connection of
 * its own, and the first in line that waits too long ends the connection.
 *
 * A connection ends once, for one of these reasons: refused, reset, closed by
 * the server (UV_ECONNRESET), no reply in time (UV_ETIMEDOUT), bytes that are
 * not Redis (UV_EPROTO), a reply that is too large (UV_EMSGSIZE), a password
 * that is wrong (UV_EACCES). Then every Deferred in line fails with that code,
 * and each later command fails at once.
 * It does not come back: make a new one. Whether the command of a Deferred
 * that failed was carried out is not known, so only ask again for what may be
 * done twice.
 *
 * Replies become Values: a bulk or simple string is text (bytes if it is not
 * UTF-8), a number an int, nil none, an array a list. An error is a failure,
 * UV_EREMOTEIO with Redis' own sentence, and the connection goes on.
 */
#ifndef REDIS_H
#define REDIS_H

#include "redis_address.h"

#include "reactor.h"

typedef struct Redis Redis;

enum {
    REDIS_MOST_BYTES = 64 * 1024 * 1024, /* of one reply */
    REDIS_MOST_ITEMS = 1000 * 1000,      /* of one array in it */
};

/* Starts to connect, and never fails itself: commands that you send meanwhile
   wait in line, and fail if the connection does. The address is copied; if it
   has a password, the first command is AUTH. A reply may take this number of
   seconds. The first command's time includes the time to connect. You own it:
   redis_free(), before the reactor is freed. */
Redis *redis_connect(Reactor *reactor, const RedisAddress *address,
                     double seconds);

/* Asks. The format is that of hiredis: words with spaces between them, "%s"
   for a text, which may contain spaces, "%b" for bytes and a size_t. The
   Deferred, which you own, fires with the reply. You may cancel it: the
   command is carried out all the same, and its reply is dropped. */
Deferred *redis_command(Redis *redis, const char *format, ...);

/* Whether it has ended, or been freed: all later commands fail. */
bool redis_ended(const Redis *redis);

/* How many commands wait for their reply. */
size_t redis_waiting(const Redis *redis);

/* Closes the connection and frees it. Commands in line fail with UV_ECANCELED.
   Its handle is closed one turn of the loop later, or by reactor_free(). */
void redis_free(Redis *redis);

#endif
