/* fails: a client is told its mistake, and no more */
/* TODO 3 */
    switch (as_failure(failure)->code) {
    case UV_ENOENT:
    case UV_EINVAL:
    case UV_ERANGE:
        return value_text(as_failure(failure)->message);
    default:
        return failure;
    }
/* end of TODO 3 */
