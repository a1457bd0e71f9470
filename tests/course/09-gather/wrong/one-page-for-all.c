/* fails: four users at once each get their own page */
/* TODO 1 */
static char texts[3][64];

static Value arrive(Value part, void *text)
{
    snprintf(text, sizeof texts[0], "%s", shown(part));
    return value_none();
}

static Value put_together(Value parts, void *arg)
{
    return value_textf("news: %s, cart: %s, offers: %s", texts[0], texts[1],
                       texts[2]);
}
/* end of TODO 1 */
/* TODO 1 */
    Deferred *parts[] = {ask("news", request), ask("cart", request),
                         ask("offers", request)};
    Deferred *all;

    for (int i = 0; i < 3; i++)
        deferred_add_both(parts[i], arrive, texts[i]);
    all = gather_all(parts, 3);
    deferred_add_callback(all, put_together, NULL);
    return value_deferred(all);
/* end of TODO 1 */
