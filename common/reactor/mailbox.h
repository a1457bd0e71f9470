/*
 * Mailbox: calls that other threads ask for.
 *
 * Any thread may post; the reactor's thread runs what was posted, in the
 * same order. To post does not wake that thread: use uv_async_send() after
 * it.
 */
#ifndef MAILBOX_H
#define MAILBOX_H

#include <stdbool.h>

typedef struct Mailbox Mailbox;

Mailbox *mailbox_new(void);

/* Drops the calls that were not run. No thread may use the mailbox after
   this. */
void mailbox_free(Mailbox *mailbox);

/* Lets mailbox_run() call fn(arg). For any thread. */
void mailbox_post(Mailbox *mailbox, void (*fn)(void *arg), void *arg);

/* Whether nothing has been posted since the last run. For any thread. */
bool mailbox_empty(Mailbox *mailbox);

/* Runs the calls that have been posted so far. One that is posted meanwhile
   stays for the next time, so the run has an end. */
void mailbox_run(Mailbox *mailbox);

#endif
