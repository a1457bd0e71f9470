/* fails: a chain goes on with the result of a Deferred that was returned */
/* TODO 3 */
    if (inner->fired) {
        d->result = own_take_result(inner);
        own_end(inner);
        return;
    }
    d->awaited = inner;
    own_add(inner, (Step){.waiter = d});
/* end of TODO 3 */
/* TODO 3 */
    waiter->result = own_take_result(d);
    waiter->awaited = NULL;
    if (waiter->busy)
        return d;
    waiter->busy = true;
    waiter->below = d;
    return waiter;
/* end of TODO 3 */
/* TODO 3 */
    while (d)
        d = own_can_run(d) ? do_step(d) : leave(d);
/* end of TODO 3 */
