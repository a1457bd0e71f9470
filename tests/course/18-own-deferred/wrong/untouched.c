/* fails: callbacks run in their order, each with the result of the last one */
/* TODO 1 */
    die("TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 1 */
    die("TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 1 */
    die("TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 1 */
    value_free(result);
    return d ? own_fire_late(d) : UV_EALREADY;
/* end of TODO 1 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 3 */
    own_end(inner);
    d->result = value_failure(501, "TODO 3 is not done yet");
/* end of TODO 3 */
/* TODO 3 */
    die("TODO 3 is not done yet");
/* end of TODO 3 */
/* TODO 3 */
    while (own_can_run(d))
        do_step(d);
    leave(d);
/* end of TODO 3 */
/* TODO 4 */
/* end of TODO 4 */
/* TODO 4 */
/* end of TODO 4 */
