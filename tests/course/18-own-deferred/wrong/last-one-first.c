/* fails: callbacks run in their order, each with the result of the last one */
/* TODO 1 */
    Step *new = xmalloc(sizeof *new);

    *new = step;
    new->next = d->first;
    d->first = new;
    own_run(d);
/* end of TODO 1 */
/* TODO 1 */
    Step *first = d->first, step = *first;

    d->first = step.next;
    free(first);
    return step;
/* end of TODO 1 */
/* TODO 1 */
    Callback *fn = failed(d->result) ? step.errback : step.callback;
    Value was = d->result;

    if (fn)
        d->result = fn(was, step.arg);
    if (!value_same(was, d->result))
        value_free(was);
/* end of TODO 1 */
/* TODO 1 */
    if (!d || d->fired) {
        value_free(result);
        return d ? own_fire_late(d) : UV_EALREADY;
    }
    d->firing_end = false;
    d->fired = true;
    d->result = result;
    own_run(d);
    return 0;
/* end of TODO 1 */
