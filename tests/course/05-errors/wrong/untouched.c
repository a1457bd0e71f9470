/* TODO 1 */
    return value_failure(501, "TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 2 */
    return value_failure(501, "TODO 2 is not done yet");
/* end of TODO 2 */
/* TODO 3 */
    return value_failure(501, "TODO 3 is not done yet");
/* end of TODO 3 */
/* TODO 2 */
    deferred_add_callbacks(d, lookup, excuse, NULL);
    deferred_add_callbacks(d, dial, reception, NULL);
/* end of TODO 2 */
