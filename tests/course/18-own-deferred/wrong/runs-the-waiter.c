/* fails: ten thousand that wait for each other need little stack */
/* TODO 3 */
    d->awaited = inner;
    own_add(inner, (Step){.waiter = d});
/* end of TODO 3 */
/* TODO 3 */
    waiter->result = own_take_result(d);
    waiter->awaited = NULL;
    own_run(waiter);
    return d;
/* end of TODO 3 */
/* TODO 3 */
    while (d)
        d = own_can_run(d) ? do_step(d) : leave(d);
/* end of TODO 3 */
