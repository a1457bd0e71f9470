/* fails: a Deferred is freed once it cannot be reached, and not before */
/* TODO 2 */
    if (own_is_wanted(d) || !d->fired)
        return;
    if (failed(d->result)) {
        failure_print(stderr, "unhandled failure", as_failure(d->result));
        value_free(own_take_result(d));
        own_unhandled++;
    }
    if (d->firing_end)
        return;
    value_free(d->result);
    free(d);
    own_alive--;
/* end of TODO 2 */
