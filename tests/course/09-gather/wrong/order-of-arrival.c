/* fails: all three are asked at once, and shown in the page's order */
/* TODO 1 */
static char arrived[3][64];
static unsigned count;

static Value arrive(Value part, void *arg)
{
    snprintf(arrived[count++ % 3], sizeof arrived[0], "%s", shown(part));
    return value_none();
}

static Value put_together(Value parts, void *arg)
{
    return value_textf("news: %s, cart: %s, offers: %s", arrived[0],
                       arrived[1], arrived[2]);
}
/* end of TODO 1 */
/* TODO 1 */
    Deferred *parts[] = {ask("news", request), ask("cart", request),
                         ask("offers", request)};
    Deferred *all;

    count = 0;
    for (int i = 0; i < 3; i++)
        deferred_add_both(parts[i], arrive, NULL);
    all = gather_all(parts, 3);
    deferred_add_callback(all, put_together, NULL);
    return value_deferred(all);
/* end of TODO 1 */
