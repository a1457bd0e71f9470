/* fails: two clients at once do not get the same coins */
/* TODO 2 */
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

static Value with_the_books(Value nothing, void *request)
{
    return value_deferred(async(withdraw_alone, request));
}

static Value unlock(Value result, void *mine)
{
    lock_free(mine);
    return result;
}

static Value withdraw(Request *request)
{
    Lock *mine = lock_new();
    Deferred *d = lock_run(mine, with_the_books, request);

    deferred_add_both(d, unlock, mine);
    return value_deferred(d);
}
/* end of TODO 2 */
