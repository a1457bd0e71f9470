/* fails: a client that has left is not counted */
/* TODO 2 */
    int64_t last = request_int(request, "last");

    if (last < said)
        return text_of(last + 1);
    request_survive_disconnect(request);
    return value_deferred(queue_get(listeners));
/* end of TODO 2 */
