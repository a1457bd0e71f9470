/* fails: what cannot be stored is a 503, and is not heard */
/* TODO 3 */
    number = try_await(
        defer_to_thread(reactor, texts_add, value_copy(message)));
    if (!failed(number))
        tell(as_int(number), text);
/* end of TODO 3 */
