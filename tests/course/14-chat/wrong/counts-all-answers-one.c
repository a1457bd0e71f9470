/* fails: all listeners hear it */
/* TODO 1 */
    heard = (int)queue_waiting(listeners);
    queue_put(listeners, text_of(said));
/* end of TODO 1 */
