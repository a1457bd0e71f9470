/* fails: a client is told its mistake, and no more */
/* TODO 3 */
    const Failure *why = as_failure(failure);

    if (why->code == UV_ENOENT)
        return value_failure(404, "%s", why->message);
    if (why->code == UV_EINVAL || why->code == UV_ERANGE)
        return value_failure(400, "%s", why->message);
    return value_failure(500, "Internal Server Error");
/* end of TODO 3 */
