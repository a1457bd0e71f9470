/* fails: a client that waits in line and leaves changes nothing */
/* TODO 2 */
static void unlock(void *arg)
{
    lock_release(lock);
}

static Value withdraw_alone(void *request)
{
    int64_t coins = request_int(request, "coins");
    int64_t balance;

    keep_finally(unlock, NULL);
    await(lock_acquire(lock));
    balance = read_books();
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
