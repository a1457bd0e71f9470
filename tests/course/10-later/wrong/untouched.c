/* TODO 1 */
    return value_failure(501, "TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 1 */
    return maybe_deferred(find_fare, request);
/* end of TODO 1 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 2 */
    return value_deferred(d);
/* end of TODO 2 */
