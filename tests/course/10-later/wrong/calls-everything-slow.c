/* fails: only an airline that is slow is called slow */
/* TODO 2 */
static Value too_slow(Value failure, void *arg)
{
    return value_failure(504, "The airline is too slow.");
}
/* end of TODO 2 */
/* TODO 2 */
    timeout_add(d, reactor, PATIENCE * tenth);
    deferred_add_errback(d, too_slow, NULL);
    return value_deferred(d);
/* end of TODO 2 */
