/* fails: nonsense gives the last reading again */
/* TODO 2 */
    printf("%s: again ", as_failure(failure)->message);
    return failure;
/* end of TODO 2 */
/* TODO 2 */
    deferred_add_callback(d, number, NULL);
    deferred_add_callback(d, possible, NULL);
    deferred_add_callback(d, celsius, NULL);
    deferred_add_errback(d, instead, NULL);
    deferred_add_callback(d, print, NULL);
/* end of TODO 2 */
