/* fails: a client that has heard all waits for the next text */
/* TODO 2 */
    int64_t last = request_int(request, "last");

    if (last != said)
        return text_of(last + 1);
    return value_deferred(queue_get(listeners));
/* end of TODO 2 */
