/* fails: a search holds up no other client, and ends when its own leaves */
/* TODO 1 */
    return value_int(100 + 10 * tenths);
/* end of TODO 1 */
/* TODO 1 */
    uv_sleep((unsigned)(request_int(request, "tenths") * tenth * 1000));
    return maybe_deferred(find_fare, request);
/* end of TODO 1 */
