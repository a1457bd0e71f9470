/* fails: the wait for one that was given up counts from when it was due */
/* TODO 2 */
    if (failed(ice)) {
        friend->given_up += 1;
        histogram_add(&friend->waits, patience);
        return;
    }
/* end of TODO 2 */
