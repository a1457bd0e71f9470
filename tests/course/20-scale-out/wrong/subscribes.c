/* fails: an office that was away catches up, in order */
/* TODO 1 */
    return redis_command(redis, "SUBSCRIBE %s", room);
/* end of TODO 1 */
