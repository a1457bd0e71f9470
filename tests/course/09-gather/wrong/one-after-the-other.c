/* fails: all three are asked at once, and shown in the page's order */
/* TODO 1 */
static Value put_together(Value news, Value cart, Value offers)
{
    return value_textf("news: %s, cart: %s, offers: %s", shown(news),
                       shown(cart), shown(offers));
}
/* end of TODO 1 */
/* TODO 1 */
    Value first = try_await(ask("news", request));
    Value second = try_await(ask("cart", request));
    Value third = try_await(ask("offers", request));

    return put_together(first, second, third);
/* end of TODO 1 */
