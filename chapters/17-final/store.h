/*
 * Store: messages in a file of SQLite's.
 *
 * The functions that take a list are for threads (threads.h), and no two may
 * run at the same time. If the file does not obey, they return a failure, 503,
 * and say more on stderr.
 */
#ifndef STORE_H
#define STORE_H

#include "value.h"

/* Opens the file, and creates it if it is not there. While it is locked the
   functions wait, for busy seconds at most. Returns 0, or -1 after a
   sentence on stderr. */
int store_open(const char *file, double busy);
void store_close(void);

/* Stores room, name, text, key and time. Returns the new message as JSON; or,
   if the room has a message with this key, its number as an int. */
Value store_add(Value list);

/* Messages of a room, above or below a number, at most a count: room, number,
   count. JSON, as chat_log.h has it. */
Value store_after(Value list);
Value store_before(Value list);

/* Deletes all but the newest of each room, of which the list has the count. */
Value store_forget(Value list);

#endif
