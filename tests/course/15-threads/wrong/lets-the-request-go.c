/* fails: a client that leaves ends the work at its next field */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 3 */
    return value_deferred(semaphore_run(telescopes, begin_chart, request));
/* end of TODO 3 */
