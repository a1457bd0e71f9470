/* TODO 1 */
    return redis_command(redis, "XREAD BLOCK 500 COUNT 100 STREAMS %s $",
                         room);
/* end of TODO 1 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 3 */
    if (after >= last)
        return value_failure(501, "TODO 3 is not done yet.");
/* end of TODO 3 */
