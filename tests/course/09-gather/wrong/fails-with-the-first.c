/* fails: a part that fails costs only itself */
/* TODO 1 */
static Value put_together(Value parts, void *arg)
{
    return value_textf("news: %s, cart: %s, offers: %s",
                       shown(as_item(parts, 0)), shown(as_item(parts, 1)),
                       shown(as_item(parts, 2)));
}
/* end of TODO 1 */
/* TODO 1 */
    Deferred *parts[] = {ask("news", request), ask("cart", request),
                         ask("offers", request)};
    Deferred *all = gather(parts, 3);

    deferred_add_callback(all, put_together, NULL);
    return value_deferred(all);
/* end of TODO 1 */
