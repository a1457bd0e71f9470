/* fails: the figures are those of all orders of all friends */
/* TODO 3 */
    double sum = 0, all = 0;

    for (int i = 0; i < FRIENDS; i++) {
        double count = (double)friends[i].waits.count;

        sum += count * histogram_percentile(&friends[i].waits, percent);
        all += count;
    }
    return sum / all;
/* end of TODO 3 */
