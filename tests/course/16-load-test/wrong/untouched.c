/* TODO 1 */
    while (now() < seconds) {
        order(friend, now());
        wait_until(now() + interval);
    }
/* end of TODO 1 */
/* TODO 2 */
    if (failed(ice))
        return;
/* end of TODO 2 */
/* TODO 3 */
    double sum = 0;

    for (int i = 0; i < FRIENDS; i++)
        sum += histogram_percentile(&friends[i].waits, percent);
    return sum / FRIENDS;
/* end of TODO 3 */
