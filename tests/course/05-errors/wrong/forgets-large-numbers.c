/* fails: a text that is not a number is a 400 */
/* TODO 3 */
    const char *message = as_failure(failure)->message;

    switch (as_failure(failure)->code) {
    case UV_ENOENT:
        return value_failure(404, "%s", message);
    case UV_EINVAL:
        return value_failure(400, "%s", message);
    default:
        return failure;
    }
/* end of TODO 3 */
