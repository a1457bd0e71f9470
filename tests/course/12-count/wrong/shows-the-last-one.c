/* fails: the bank knows the total that it has paid out */
/* TODO 1 */
static int64_t paid;

static void pay(int64_t coins)
{
    paid = coins;
}

static Value show_paid(Request *request)
{
    return value_textf("%" PRId64, paid);
}
/* end of TODO 1 */
/* TODO 1 */
    app_route(app, "/paid", show_paid);
/* end of TODO 1 */
