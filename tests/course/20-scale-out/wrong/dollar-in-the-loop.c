/* fails: what is said in a quick row is all written down */
/* TODO 1 */
    static bool has_begun;
    bool begins = !has_begun;

    has_begun = true;
    if (begins)
        return redis_command(redis, "XREAD COUNT 100000 STREAMS %s %" PRId64
                             "-0", room, last);
    return redis_command(redis, "XREAD BLOCK 500 COUNT 100 STREAMS %s $",
                         room);
/* end of TODO 1 */
