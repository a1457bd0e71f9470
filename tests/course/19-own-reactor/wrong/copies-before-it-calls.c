/* fails: an unwatched descriptor is not called, even in the same turn */
/* TODO 3 */
    size_t i = 0;

    while (i < loop->count && loop->awaited[i].fd >= 0)
        i++;
    if (i == loop->count) {
        loop->count++;
        loop->awaited = xrealloc(loop->awaited,
                                 loop->count * sizeof *loop->awaited);
        loop->watches = xrealloc(loop->watches,
                                 loop->count * sizeof *loop->watches);
    }
    loop->awaited[i] = (struct pollfd){.fd = fd, .events = events};
    loop->watches[i] = (Watch){fn, arg};
/* end of TODO 3 */
/* TODO 3 */
    int ready = poll(loop->awaited, loop->count, milliseconds);
    size_t count = loop->count;
    struct pollfd *awaited = xcalloc(count + 1, sizeof *awaited);
    Watch *watches = xcalloc(count + 1, sizeof *watches);

    if (ready < 0 && errno != EINTR)
        die("loop_poll: %s", strerror(errno));
    memcpy(awaited, loop->awaited, count * sizeof *awaited);
    memcpy(watches, loop->watches, count * sizeof *watches);
    for (size_t i = 0; ready > 0 && i < count; i++)
        if (awaited[i].revents)
            watches[i].fn(awaited[i].revents, watches[i].arg);
    free(awaited);
    free(watches);
/* end of TODO 3 */
