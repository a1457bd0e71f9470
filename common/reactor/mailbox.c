/*
 * A list under a mutex. The reactor's thread takes the whole list away and
 * runs it with the mutex unlocked.
 */
#include "mailbox.h"

#include "keep.h"
#include "xmalloc.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct Letter Letter;

struct Letter {
    Letter *next;
    void (*fn)(void *arg);
    void *arg;
};

struct Mailbox {
    pthread_mutex_t mutex;
    Letter *first;
    Letter **end; /* where the next letter is to be linked */
};

Mailbox *mailbox_new(void)
{
    Mailbox *mailbox = xcalloc(1, sizeof *mailbox);

    mailbox->mutex = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    mailbox->end = &mailbox->first;
    return mailbox;
}

void mailbox_post(Mailbox *mailbox, void (*fn)(void *arg), void *arg)
{
    Letter *letter = xcalloc(1, sizeof *letter);

    letter->fn = fn;
    letter->arg = arg;
    pthread_mutex_lock(&mailbox->mutex);
    *mailbox->end = letter;
    mailbox->end = &letter->next;
    pthread_mutex_unlock(&mailbox->mutex);
}

bool mailbox_empty(Mailbox *mailbox)
{
    bool empty;

    pthread_mutex_lock(&mailbox->mutex);
    empty = !mailbox->first;
    pthread_mutex_unlock(&mailbox->mutex);
    return empty;
}

static Letter *take_all(Mailbox *mailbox)
{
    Letter *first;

    pthread_mutex_lock(&mailbox->mutex);
    first = mailbox->first;
    mailbox->first = NULL;
    mailbox->end = &mailbox->first;
    pthread_mutex_unlock(&mailbox->mutex);
    return first;
}

static Letter *throw_away(Letter *letter)
{
    Letter *next = letter->next;

    free(letter);
    return next;
}

/* The mutex is free while the calls run, so that they may post. */
void mailbox_run(Mailbox *mailbox)
{
    Letter *letter = take_all(mailbox);

    while (letter) {
        Kept *mark = keep_begin();

        letter->fn(letter->arg);
        keep_end(mark);
        letter = throw_away(letter);
    }
}

void mailbox_free(Mailbox *mailbox)
{
    Letter *letter = take_all(mailbox);

    while (letter)
        letter = throw_away(letter);
    pthread_mutex_destroy(&mailbox->mutex);
    free(mailbox);
}
