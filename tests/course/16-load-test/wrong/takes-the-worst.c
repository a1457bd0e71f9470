/* fails: the figures are those of all orders of all friends */
/* TODO 3 */
    double worst = 0;

    for (int i = 0; i < FRIENDS; i++) {
        double one = histogram_percentile(&friends[i].waits, percent);

        worst = one > worst ? one : worst;
    }
    return worst;
/* end of TODO 3 */
