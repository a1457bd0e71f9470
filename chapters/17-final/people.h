/*
 * People: who is here, in each room.
 *
 * A client that listens says its name, and asks again at least every 25
 * seconds. So a name that has not been heard for a minute has gone.
 */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "value.h"

#include <jansson.h>

/* Notes that somebody of this name was in the room, at a time in seconds. If a
   room has a thousand names already, a new one is not noted. */
void people_note(const char *room, const char *name, double now);

/* Forgets all who were last heard before that time. */
void people_forget(double before);

/* The names in a room, in the order in which they came. */
json_t *people_in(const char *room);

/* Forgets all. */
void people_clear(void);

#endif
