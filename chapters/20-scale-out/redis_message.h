/*
 * The entries of a stream, as Redis replies them, become messages as
 * chat_log.h describes them. An entry is a list: its id, such as "1700-0", and
 * a list of fields and their values, one after the other.
 */
#ifndef REDIS_MESSAGE_H
#define REDIS_MESSAGE_H

#include "value.h"

/* The id of the last entry in the reply of XREVRANGE, lent; "0-0" if there is
   none. */
const char *redis_message_last_id(Value entries);

/* The entries of a stream in the reply of XREAD, lent; an empty list if
   nothing has come. */
Value redis_message_news(Value reply);

/* The id of an entry, lent, or NULL if this is no entry. */
const char *redis_message_id(Value entry);

/* The message in an entry, which the caller frees, and its room, lent; or none
   if another program has put something else there. */
Value redis_message_of(Value entry, const char **room);

/* All messages of entries, which may be the newest first, as an array with the
   oldest first. */
Value redis_message_list(Value entries, bool newest_first);

#endif
