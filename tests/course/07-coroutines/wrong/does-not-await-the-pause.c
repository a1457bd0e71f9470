/* fails: between two tries is a pause, and others are served meanwhile */
/* TODO 2 */
    while (response_status(response) == 503 && *tries < MOST_TRIES) {
        deferred_ignore(defer_later(reactor, pause_seconds, NULL, NULL));
        response = await(ask_office());
        ++*tries;
    }
/* end of TODO 2 */
