/* fails: an office that was away catches up, in order */
/* TODO 1 */
    return redis_command(redis,
                         "XREAD BLOCK 500 COUNT 100 STREAMS %s %" PRId64 "-0",
                         room, (int64_t)(reactor_seconds(reactor) * 1000));
/* end of TODO 1 */
