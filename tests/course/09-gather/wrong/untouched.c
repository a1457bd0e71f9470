/* TODO 1 */
static Value put_together(Value news, void *arg)
{
    return value_failure(501, "TODO 1 is not done yet; news: %s", shown(news));
}
/* end of TODO 1 */
/* TODO 1 */
    Deferred *d = ask("news", request);

    deferred_add_callback(d, put_together, NULL);
    return value_deferred(d);
/* end of TODO 1 */
/* TODO 2 */
    return failed(part) ? "TODO 2 is not done yet" : as_text(part);
/* end of TODO 2 */
