/* fails: after the third 503 it gives up, for each client anew */
/* TODO 2 */
    static int asked_again;

    while (response_status(response) == 503 &&
           asked_again++ < MOST_TRIES - 1) {
        await(defer_later(reactor, pause_seconds, NULL, NULL));
        response = await(ask_office());
        ++*tries;
    }
/* end of TODO 2 */
