/* fails: a text that is not in memory any more comes from the store */
/* TODO 2 */
    return value_deferred(
        defer_to_thread(reactor, texts_read, value_int(number - 1)));
/* end of TODO 2 */
