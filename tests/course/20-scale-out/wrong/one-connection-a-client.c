/* fails: all clients wait for one question to Redis */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 3 */
    while (after >= last) {
        Redis *own = redis_connect(reactor, &address, 60);
        Value reply = try_await(redis_command(
            own, "XREAD BLOCK 0 STREAMS %s %" PRId64 "-0", room, after));

        redis_free(own);
        if (failed(reply))
            return reply;
        await(defer_later(reactor, .01, NULL, NULL));
    }
/* end of TODO 3 */
