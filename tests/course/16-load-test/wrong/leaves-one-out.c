/* fails: the figures are those of all orders of all friends */
/* TODO 3 */
    Histogram all = {0};

    for (int i = 0; i < FRIENDS - 1; i++)
        histogram_merge(&all, &friends[i].waits);
    return histogram_percentile(&all, percent);
/* end of TODO 3 */
