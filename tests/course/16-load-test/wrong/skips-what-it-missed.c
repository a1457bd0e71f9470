/* fails: each order of the plan is made, also after the kiosk was closed */
/* TODO 1 */
    for (int n = 0; n * interval < seconds; n++) {
        if (n * interval < now() - interval / 2)
            continue;
        wait_until(n * interval);
        order(friend, n * interval);
    }
/* end of TODO 1 */
