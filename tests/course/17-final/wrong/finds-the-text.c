/* fails: what is sent twice with the same key is said once */
/* TODO 1 */
    number = await(defer_to_thread(reactor, texts_find, value_text(text)));
    if (number.kind == VALUE_INT)
        return value_textf("%" PRId64 " said.", as_int(number));
/* end of TODO 1 */
