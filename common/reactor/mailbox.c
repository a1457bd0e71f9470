/*
 * A list under a mutex. Any thread adds a letter at its end; the reactor's
 * thread takes the whole list away and runs it with the mutex unlocked. So a
 * call may take as long as it likes, or post another one, and blocks no
 * thread that posts.
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

    /* Any thread, under the mutex: */
    Letter *first;
    Letter **end; /* the link that the next letter is added to */
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

/* Leaves the mailbox empty. The caller owns the letters. */
static Letter *take_all_letters(Mailbox *mailbox)
{
    Letter *first;

    pthread_mutex_lock(&mailbox->mutex);
    first = mailbox->first;
    mailbox->first = NULL;
    mailbox->end = &mailbox->first;
    pthread_mutex_unlock(&mailbox->mutex);
    return first;
}

/* Returns the next one. */
static Letter *free_letter(Letter *letter)
{
    Letter *next = letter->next;

    free(letter);
    return next;
}

/* Letters that are posted meanwhile go to a new list, and wait. */
void mailbox_run(Mailbox *mailbox)
{
    Letter *letter = take_all_letters(mailbox);

    while (letter) {
        Kept *mark = keep_begin();

        letter->fn(letter->arg);
        keep_end(mark);
        letter = free_letter(letter);
    }
}

void mailbox_free(Mailbox *mailbox)
{
    Letter *letter = take_all_letters(mailbox);

    while (letter)
        letter = free_letter(letter);
    pthread_mutex_destroy(&mailbox->mutex);
    free(mailbox);
}
