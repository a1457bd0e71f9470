/* fails: all listeners hear it */
/* TODO 1 */
    for (size_t i = 0; i < queue_waiting(listeners); i++) {
        queue_put(listeners, text_of(said));
        heard += 1;
    }
/* end of TODO 1 */
