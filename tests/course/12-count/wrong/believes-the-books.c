/* fails: the bank knows how much it has paid to two at once */
/* TODO 1 */
static int64_t paid;

static void pay(int64_t coins)
{
    paid = 100 - books;
}

static Value show_paid(Request *request)
{
    return value_textf("%" PRId64, paid);
}
/* end of TODO 1 */
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

static Value withdraw(Request *request)
{
    return value_deferred(async(withdraw_alone, request));
}
/* end of TODO 2 */
/* TODO 1 */
    app_route(app, "/paid", show_paid);
/* end of TODO 1 */
