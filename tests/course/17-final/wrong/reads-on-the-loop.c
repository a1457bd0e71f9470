/* fails: the loop goes on while the store is locked */
/* TODO 2 */
    return texts_read(value_int(number));
/* end of TODO 2 */
