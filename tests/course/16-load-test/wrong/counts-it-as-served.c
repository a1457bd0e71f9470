/* fails: an order that was given up has its place in the figures */
/* TODO 2 */
    if (failed(ice))
        friend->given_up += 1;
/* end of TODO 2 */
