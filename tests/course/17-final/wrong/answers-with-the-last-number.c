/* fails: what is sent twice with the same key is said once */
/* TODO 1 */
    number = await(defer_to_thread(reactor, texts_find, value_text(key)));
    if (number.kind == VALUE_INT)
        return value_textf("%" PRId64 " said.", said);
/* end of TODO 1 */
