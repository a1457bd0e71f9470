/* fails: a client that leaves the line takes no telescope */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 3 */
    request_survive_disconnect(request);
    return value_deferred(semaphore_run(telescopes, begin_chart, request));
/* end of TODO 3 */
