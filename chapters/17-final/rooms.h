/*
 * Rooms: the last messages of each room, and the clients that wait for the
 * next one.
 *
 * A room is chapter 14's exercise with a memory: it keeps its last hundred
 * messages on the loop, and asks the log (chat_log.h) for older ones. It
 * learns of a new message from the log alone, by news(). So it does not matter
 * which program has added that.
 *
 * The functions that may have to wait are for coroutines. What they return is
 * the caller's.
 */
#ifndef ROOMS_H
#define ROOMS_H

#include "chat_log.h"
#include "reactor.h"

typedef struct Room Room;

enum { ROOMS = 3 };

/* Opens all rooms. The log is the caller's; free it after rooms_close(). From
   the moment the reactor stops, each waiting client gets a 503. */
void rooms_open(Reactor *reactor, ChatLog *log);
void rooms_close(void);

/* The room with this number, from 0, or with this name, or NULL. */
Room *rooms_at(int number);
Room *rooms_find(const char *name);

const char *rooms_name(const Room *room);

/* The number of the last message; 0 if there is none, or if none has been
   asked for yet. */
int64_t rooms_last(const Room *room);

/* How many clients wait. */
size_t rooms_waiting(const Room *room);

/* For coroutines: the messages after this number, as chat_log.h describes
   them. If there are none, waits for the next one, this number of seconds at
   most; then there are none. Or a failure. */
Value rooms_listen(Room *room, int64_t after, double seconds);

/* For coroutines: at most count messages before this number. */
Value rooms_history(Room *room, int64_t before, int count);

/* The number of the first of these messages; 0 if there are none. */
int64_t rooms_first_number(Value messages);

#endif
