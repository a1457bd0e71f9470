/* fails: what cannot be stored is a 503, and is not heard */
/* TODO 3 */
    tell(said + 1, text);
    number = try_await(
        defer_to_thread(reactor, texts_add, value_copy(message)));
    if (failed(number))
        return value_failure(503, "Please send it again.");
/* end of TODO 3 */
