/*
 * A ChatLog (chat_log.h) in Redis, which several programs share: what one of
 * them stores, all of them announce.
 *
 * At an address redis://HOST:PORT/beach these keys are ours:
 *
 *     beach                    a stream: the news of all rooms, in order
 *     beach:room:ROOM          a stream: one room; entry 7-0 is its number 7
 *     beach:key:ROOM:KEY       the number that this key has got, for a day
 *     beach:rooms              a set: the names of the rooms
 *
 * Each stream keeps its newest 10,000 messages, or a few more.
 *
 * If Redis cannot be reached, messages are refused with 503, and the log tries
 * again for as long as the program runs. It goes on after the last message
 * that it has announced, so a Redis that was away costs time and no message.
 */
#ifndef CHAT_LOG_REDIS_H
#define CHAT_LOG_REDIS_H

#include "chat_log.h"
#include "redis_address.h"

#include "reactor.h"

/* Opens the log, which copies the address. It begins to follow the news when
   the reactor runs, and closes its connections when the reactor stops. */
ChatLog *chat_log_redis_new(Reactor *reactor, const RedisAddress *address);

#endif
