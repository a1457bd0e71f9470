/*
 * Mailbox: calls that other threads ask for.
 *
 * Any thread may post a call; the reactor's thread runs the calls in the same
 * order. Posting does not wake that thread: call uv_async_send() after it.
 *
 * Only reactor.c uses this. Programs call reactor_call_from_thread().
 */
#ifndef MAILBOX_H
#define MAILBOX_H

#include <stdbool.h>

typedef struct Mailbox Mailbox;

Mailbox *mailbox_new(void);

/* Drops the calls that were not run. No thread may use the mailbox after
   this. */
void mailbox_free(Mailbox *mailbox);

/* Adds a call of fn(arg) for mailbox_run(). For any thread; arg belongs to
   you, and must live until the call. */
void mailbox_post(Mailbox *mailbox, void (*fn)(void *arg), void *arg);

/* Returns whether no call waits for mailbox_run(). For any thread. */
bool mailbox_empty(Mailbox *mailbox);

/* Runs the calls that have been posted so far, on the reactor's thread. One
   that is posted meanwhile stays for the next time, so the run has an end. */
void mailbox_run(Mailbox *mailbox);

#endif
