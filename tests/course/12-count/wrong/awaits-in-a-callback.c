/* fails: two clients at once do not get the same coins */
/* TODO 2 */
static Value withdraw_alone(Value nothing, void *request)
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
    return value_deferred(lock_run(lock, withdraw_alone, request));
}
/* end of TODO 2 */
