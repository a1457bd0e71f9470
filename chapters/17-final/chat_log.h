/*
 * ChatLog: the numbered messages of all rooms, wherever they are kept.
 *
 * It is a table of functions, so the same radio can keep its messages in
 * memory (chat_log_memory.h), in a file (chat_log_sqlite.h), or where you put
 * them. The messages of a room are numbered 1, 2, 3 ... without gaps, and a
 * number is never given twice.
 *
 * A log announces each new message once, in the order of their numbers, by
 * calling news(): its own, after they are stored, and, if the log is shared,
 * those that another program has added. Whoever appends has nothing to
 * announce.
 *
 * A message is a JSON Value, which never changes:
 *
 *     {"id": 7, "name": "Anna", "text": "The tide is out.", "at": 1700000000}
 *
 * where "at" is in seconds since 1970, UTC. Several are a JSON array of these,
 * the oldest first.
 */
#ifndef CHAT_LOG_H
#define CHAT_LOG_H

#include "deferred.h"

#include <stdint.h>

/* All in UTF-8, and lent. The key is chosen by the client, and makes a message
   that is sent again the same message. */
typedef struct {
    const char *room, *name, *text, *key;
} ChatMessage;

/* Is lent a new message of a room. */
typedef void ChatNews(const char *room, Value message, void *arg);

typedef struct ChatLog ChatLog;

struct ChatLog {
    /* Stores a message, which is copied. Fires with its number, an int, once
       it is safe. If the room has a message with this key, stores nothing and
       fires with the number of that one. Fails with 503 if it cannot store it:
       then the client may send it again. */
    Deferred *(*append)(ChatLog *log, const ChatMessage *message);

    /* Fires with the first count messages of a room whose numbers are above
       this one, or with the last count whose numbers are below it. */
    Deferred *(*read_after)(ChatLog *log, const char *room, int64_t number,
                            int count);
    Deferred *(*read_before)(ChatLog *log, const char *room, int64_t number,
                             int count);

    /* Forgets all but the newest messages of each room, this many, at least
       1. Fires with none. */
    Deferred *(*forget)(ChatLog *log, int64_t kept);

    /* Frees the log, once the reactor has been freed. */
    void (*free)(ChatLog *log);

    /* The listener: rooms_open() sets it, and the log calls it if it is not
       NULL, on the reactor's thread. */
    ChatNews *news;
    void *news_arg;
};

#endif
