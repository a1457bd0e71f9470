/*
 * Mailbox: calls that other threads ask for.
 *
 * Any thread may post; the reactor's thread runs what was posted, in the
 * same order. The mailbox wakes nobody: whoever posts sees to that
 * (uv_async_send).
 */
#ifndef MAILBOX_H
#define MAILBOX_H

#include <stdbool.h>

typedef struct Mailbox Mailbox;

Mailbox *mailbox_new(void);

/* Drops the calls that were not run. No thread may use it any more. */
void mailbox_free(Mailbox *mailbox);

/* Lets mailbox_run() call fn(arg). For any thread. */
void mailbox_post(Mailbox *mailbox, void (*fn)(void *arg), void *arg);

bool mailbox_empty(Mailbox *mailbox);

/* Calls what has been posted so far; what is posted meanwhile stays. */
void mailbox_run(Mailbox *mailbox);

#endif
