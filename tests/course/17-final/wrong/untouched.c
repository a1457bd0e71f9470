/* TODO 1 */
/* end of TODO 1 */
/* TODO 2 */
    return value_failure(501, "TODO 2 is not written yet.");
/* end of TODO 2 */
/* TODO 3 */
    tell(said + 1, text);
    number =
        try_await(defer_to_thread(reactor, texts_add, value_copy(message)));
    if (failed(number))
        return value_failure(501, "TODO 3 is not written yet.");
/* end of TODO 3 */
