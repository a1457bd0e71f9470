/* fails: a client that is refused lets go of the books */
/* TODO 2 */
static Value withdraw_alone(void *request)
{
    int64_t coins = request_int(request, "coins");
    int64_t balance;

    await(lock_acquire(lock));
    balance = read_books();
    if (coins > balance)
        return value_failure(409, "You have only %" PRId64 ".", balance);
    write_books(balance - coins);
    lock_release(lock);
    pay(coins);
    return value_textf("You have %" PRId64 " left.", balance - coins);
}

static Value withdraw(Request *request)
{
    return value_deferred(async(withdraw_alone, request));
}
/* end of TODO 2 */
