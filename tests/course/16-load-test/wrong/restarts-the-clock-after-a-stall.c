/* fails: each order of the plan is made, also after the kiosk was closed */
/* TODO 1 */
    double due = 0;

    while (due < seconds) {
        wait_until(due);
        order(friend, due);
        due = due + interval > now() ? due + interval : now();
    }
/* end of TODO 1 */
