/* fails: an airline is slow when its time is up, and not before */
/* TODO 1 */
    return value_int(100 + 10 * tenths);
/* end of TODO 1 */
/* TODO 1 */
    int64_t tenths = request_int(request, "tenths");

    if (tenths > PATIENCE)
        return deferred_fail(value_failure(504, "The airline is too slow."));
    return defer_later(reactor, tenths * tenth, find_fare, request);
/* end of TODO 1 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 2 */
    return value_deferred(d);
/* end of TODO 2 */
