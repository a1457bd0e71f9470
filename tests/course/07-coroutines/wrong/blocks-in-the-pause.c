/* fails: between two tries is a pause, and others are served meanwhile */
/* TODO 2 */
    while (response_status(response) == 503 && *tries < MOST_TRIES) {
        uv_sleep((unsigned)(1000 * pause_seconds));
        response = await(ask_office());
        ++*tries;
    }
/* end of TODO 2 */
