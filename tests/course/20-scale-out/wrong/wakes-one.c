/* fails: all clients wait for one question to Redis */
/* TODO 3 */
    if (count > 0 && queue_waiting(waiting) > 0)
        queue_put(waiting, value_none());
/* end of TODO 3 */
/* TODO 3 */
    while (after >= last)
        await(queue_get(waiting));
/* end of TODO 3 */
