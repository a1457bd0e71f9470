/* fails: after the third 503 it gives up, for each client anew */
/* TODO 2 */
    while (response_status(response) == 503 && *tries <= MOST_TRIES) {
        await(defer_later(reactor, pause_seconds, NULL, NULL));
        response = await(ask_office());
        ++*tries;
    }
/* end of TODO 2 */
