/* fails: a client that was busy gets the texts one after the other */
/* TODO 2 */
    int64_t last = request_int(request, "last");

    if (last < said)
        return text_of(said);
    return value_deferred(queue_get(listeners));
/* end of TODO 2 */
