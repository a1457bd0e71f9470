/* fails: a text that is not in memory any more comes from the store */
/* TODO 2 */
    return value_deferred(queue_get(listeners));
/* end of TODO 2 */
