/* fails: each watch whose descriptor is ready is called, and no other */
/* TODO 3 */
    size_t i = 0;

    while (i < loop->count && loop->awaited[i].fd >= 0)
        i++;
    if (i == loop->count) {
        loop->count++;
        loop->awaited =
            xrealloc(loop->awaited, loop->count * sizeof *loop->awaited);
        loop->watches =
            xrealloc(loop->watches, loop->count * sizeof *loop->watches);
    }
    loop->awaited[i] = (struct pollfd){.fd = fd, .events = events};
    loop->watches[i] = (Watch){fn, arg};
/* end of TODO 3 */
/* TODO 3 */
    int ready = poll(loop->awaited, loop->count, milliseconds);

    if (ready < 0 && errno != EINTR)
        die("loop_poll: %s", strerror(errno));
    for (size_t i = 0; ready > 0 && i < loop->count; i++)
        if (loop->awaited[i].revents)
            loop->watches[i].fn(loop->awaited[i].events,
                                loop->watches[i].arg);
/* end of TODO 3 */
