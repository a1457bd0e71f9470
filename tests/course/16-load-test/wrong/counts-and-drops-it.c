/* fails: an order that was given up has its place in the figures */
/* TODO 2 */
    if (failed(ice)) {
        friend->given_up += 1;
        return;
    }
/* end of TODO 2 */
