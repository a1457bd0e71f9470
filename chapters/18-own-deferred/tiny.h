/*
 * Tiny: a Deferred without all that a Deferred can do without: no failures, no
 * waiting for another one, no cancel, and no idea of when to free itself.
 *
 * It calls its functions in the order in which they were added, each once,
 * with the result of the last one: when it is fired, or, if it has been, at
 * once. Its maker frees it, when no other code has it any more.
 */
#ifndef TINY_H
#define TINY_H

#include "value.h"

typedef struct Tiny Tiny;

/* Is lent the result so far, and returns the next one, a new Value. */
typedef Value TinyCallback(Value result, void *arg);

Tiny *tiny_new(void);

void tiny_free(Tiny *t);

/* Adds a function; there is room for eight. Not to be called from inside one
   of them, as the result is in use then. */
void tiny_then(Tiny *t, TinyCallback *fn, void *arg);

/* Takes the result, and calls the functions added so far. Returns whether it
   is the first one; a second one is freed, and changes nothing. */
bool tiny_fire(Tiny *t, Value result);

#endif
