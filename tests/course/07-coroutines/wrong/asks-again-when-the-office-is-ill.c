/* fails: only a 503 is a reason to ask again */
/* TODO 2 */
    while (response_status(response) >= 500 && *tries < MOST_TRIES) {
        await(defer_later(reactor, pause_seconds, NULL, NULL));
        response = await(ask_office());
        ++*tries;
    }
/* end of TODO 2 */
