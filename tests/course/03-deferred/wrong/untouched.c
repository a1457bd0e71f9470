/* TODO 3 */
    return fahrenheit;
/* end of TODO 3 */
/* TODO 1 */
    return value_failure(UV_ENOSYS, "TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 2 */
    return value_failure(UV_ENOSYS, "TODO 2 is not done yet");
/* end of TODO 2 */
/* TODO 2 */
    deferred_add_errback(d, instead, NULL);
    deferred_add_callback(d, number, NULL);
    deferred_add_callback(d, possible, NULL);
    deferred_add_callback(d, celsius, NULL);
    deferred_add_callback(d, print, NULL);
/* end of TODO 2 */
