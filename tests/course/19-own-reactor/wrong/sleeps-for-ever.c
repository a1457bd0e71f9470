/* fails: poll() may sleep just until the first call */
/* TODO 2 */
    return -1;
/* end of TODO 2 */
