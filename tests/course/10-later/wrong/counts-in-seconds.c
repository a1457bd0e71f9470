/* fails: a customer is not kept waiting by a slow airline */
/* TODO 2 */
static Value too_slow(Value failure, void *arg)
{
    if (as_failure(failure)->code == UV_ETIMEDOUT)
        return value_failure(504, "The airline is too slow.");
    return failure;
}
/* end of TODO 2 */
/* TODO 2 */
    timeout_add(d, reactor, PATIENCE);
    deferred_add_errback(d, too_slow, NULL);
    return value_deferred(d);
/* end of TODO 2 */
