/* TODO 1 */
    if (queue_put(listeners, text_of(said)) == 0)
        heard += 1;
/* end of TODO 1 */
/* TODO 2 */
    return value_deferred(queue_get(listeners));
/* end of TODO 2 */
/* TODO 3 */
/* end of TODO 3 */
