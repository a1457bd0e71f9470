/*
 * Exercise 12: a small bank has one account, with 100 coins in it, and its
 * books are far away.
 *
 * Reading them takes a delay, and writing them another one. /withdraw/80 reads
 * the balance and writes the rest. If two clients ask at once, both get their
 * 80 coins.
 *
 *     make try-12      runs this program
 *     make check-12    checks it
 */

#include "app.h"
#include "coroutine.h"
#include "defer_later.h"
#include "keep.h"
#include "lock.h"

#include <inttypes.h>

static Reactor *reactor;
static double delay = 1;
static Lock *lock;
static int64_t books = 100;

static const Option own_options[] = {
    {"--delay", "how long the books take to read or write", .seconds = &delay},
    {0},
};

/* Returns the balance at the time of the call. */
static int64_t read_books(void)
{
    int64_t balance = books;

    await(defer_later(reactor, delay, NULL, NULL));
    return balance;
}

static void write_books(int64_t balance)
{
    await(defer_later(reactor, delay, NULL, NULL));
    books = balance;
}

/* TODO 1: count all coins that are paid out, and write a handler that says how
   many there are. */
static void pay(int64_t coins)
{
}
/* end of TODO 1 */

/* TODO 2: let one client at a time have the books, from the first look until
   they are written; see lock.h. */
static Value withdraw_alone(void *request)
{
    int64_t coins = request_int(request, "coins");
    int64_t balance = read_books();

    if (coins > balance)
        return value_failure(409, "You have only %" PRId64 ".", balance);
    write_books(balance - coins);
    pay(coins);
    return value_textf("You have %" PRId64 " left.", balance - coins);
}

static Value withdraw(Request *request)
{
    return value_deferred(async(withdraw_alone, request));
}
/* end of TODO 2 */

static Value show_balance(Request *request)
{
    return value_textf("%" PRId64, books);
}

static Value show_lock(Request *request)
{
    return value_text(lock_is_locked(lock) ? "locked" : "open");
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, own_options);
    App *app = app_new();
    int status;

    reactor = reactor_new();
    lock = lock_new();
    app_route(app, "/withdraw/<int:coins>", withdraw);
    app_route(app, "/balance", show_balance);
    app_route(app, "/lock", show_lock);
    /* TODO 1: and its route, /paid. */
    /* end of TODO 1 */
    status = app_run(app, reactor, options.listen);
    lock_free(lock);
    return status;
}
