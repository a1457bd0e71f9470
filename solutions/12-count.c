/*
 * Exercise 12: a small bank has one account, and its books are far away.
 *
 * To read them takes a delay, and to write them another one. /withdraw/80
 * reads what there is, then writes what is left. Two clients at once both
 * get their 80 of the 100 coins; you will put an end to that. Check what you
 * have with "make check-12".
 */

#include "app.h"
#include "coroutine.h"
#include "defer_later.h"
#include "keep.h"
#include "lock.h"

#include <inttypes.h>

static Reactor *reactor;
static double delay;
static Lock *lock;
static int64_t books = 100; /* far away: read and write them as below */
static int64_t paid;        /* coins, to all clients together */

static Value answer(Value balance, void *arg)
{
    return balance;
}

/* Fires with what the books said when they were asked. */
static Deferred *read_books(void)
{
    Deferred *d = defer_later(reactor, delay, NULL, NULL);

    deferred_add_callback(d, answer, NULL);
    return d;
}
