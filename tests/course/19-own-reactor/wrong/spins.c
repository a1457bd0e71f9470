/* fails: poll() may sleep just until the first call */
/* TODO 2 */
    if (!loop->calls)
        return -1;
    if (loop->calls->when <= now)
        return 0;
    return (int)fmin((loop->calls->when - now) * 1000, INT_MAX);
/* end of TODO 2 */
