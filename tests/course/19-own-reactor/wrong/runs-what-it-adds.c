/* fails: a call that adds another one does not keep the loop */
/* TODO 1 */
    Call **place = &loop->calls, *call = xmalloc(sizeof *call);

    while (*place && (*place)->when <= when)
        place = &(*place)->next;
    *call = (Call){++loop->last_number, when, fn, arg, *place};
    *place = call;
    return call->number;
/* end of TODO 1 */
/* TODO 1 */
    while (loop->calls && loop->calls->when <= now) {
        Call call = *loop->calls;

        loop_cancel(loop, call.number);
        call.fn(call.arg);
    }
/* end of TODO 1 */
