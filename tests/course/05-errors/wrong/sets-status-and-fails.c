/* fails: a client is told its mistake, and no more */
/* TODO 2 */
    if (as_failure(failure)->code == UV_EIO)
        return value_int(RECEPTION);
    return failure;
/* end of TODO 2 */
/* TODO 2 */
    deferred_add_callback(d, lookup, NULL);
    deferred_add_errback(d, reception, NULL);
    deferred_add_callback(d, dial, NULL);
    deferred_add_errback(d, excuse, request);
/* end of TODO 2 */
/* TODO 3 */
    switch (as_failure(failure)->code) {
    case UV_ENOENT:
        request_set_status(arg, 404);
        break;
    case UV_EINVAL:
    case UV_ERANGE:
        request_set_status(arg, 400);
        break;
    }
    return failure;
/* end of TODO 3 */
