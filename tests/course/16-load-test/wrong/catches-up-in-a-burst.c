/* fails: a wait counts from when the order was due */
/* TODO 1 */
    for (int n = 0; n * interval < seconds; n++) {
        wait_until(n * interval);
        order(friend, now());
    }
/* end of TODO 1 */
