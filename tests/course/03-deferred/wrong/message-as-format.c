/* fails: a percent sign in nonsense stays one */
/* TODO 2 */
    printf(as_failure(failure)->message, last);
    printf(": again ");
    return value_int(last);
/* end of TODO 2 */
/* TODO 2 */
    deferred_add_callback(d, number, NULL);
    deferred_add_callback(d, possible, NULL);
    deferred_add_callback(d, celsius, NULL);
    deferred_add_errback(d, instead, NULL);
    deferred_add_callback(d, print, NULL);
/* end of TODO 2 */
