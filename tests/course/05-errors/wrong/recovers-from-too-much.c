/* fails: the reception takes calls for broken telephones, and no others */
/* TODO 2 */
    if (as_failure(failure)->code == UV_ENOENT)
        return failure;
    return value_int(RECEPTION);
/* end of TODO 2 */
/* TODO 2 */
    deferred_add_callback(d, lookup, NULL);
    deferred_add_errback(d, reception, NULL);
    deferred_add_callback(d, dial, NULL);
    deferred_add_errback(d, excuse, NULL);
/* end of TODO 2 */
