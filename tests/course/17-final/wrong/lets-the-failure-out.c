/* fails: what cannot be stored is a 503, and is not heard */
/* TODO 3 */
    number =
        await(defer_to_thread(reactor, texts_add, value_copy(message)));
    tell(as_int(number), text);
/* end of TODO 3 */
