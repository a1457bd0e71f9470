/* fails: when the 504 is sent, the airline searches no longer */
/* TODO 2 */
static Value too_slow(Value failure, void *arg)
{
    if (as_failure(failure)->code == UV_ETIMEDOUT)
        return value_failure(504, "The airline is too slow.");
    return failure;
}

static void hand_on(Value fare, void *promise)
{
    Deferred *firing_end = promise;

    deferred_fire(&firing_end, value_copy(fare));
}
/* end of TODO 2 */
/* TODO 2 */
    Deferred *promise = deferred_new();

    deferred_deliver(d, hand_on, promise);
    timeout_add(promise, reactor, PATIENCE * tenth);
    deferred_add_errback(promise, too_slow, NULL);
    return value_deferred(promise);
/* end of TODO 2 */
