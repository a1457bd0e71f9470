/* fails: an unwatched descriptor is not called, even in the same turn */
/* TODO 4 */
    for (size_t i = 0; i < loop->count; i++)
        if (loop->awaited[i].fd == fd)
            loop->awaited[i].fd = -1;
/* end of TODO 4 */
