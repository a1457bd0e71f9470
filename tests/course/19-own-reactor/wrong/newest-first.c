/* fails: calls are made in the order of their times, and none too early */
/* TODO 1 */
    Call **place = &loop->calls, *call = xmalloc(sizeof *call);

    while (*place && (*place)->when < when)
        place = &(*place)->next;
    *call = (Call){++loop->last_number, when, fn, arg, *place};
    *place = call;
    return call->number;
/* end of TODO 1 */
/* TODO 1 */
    uint64_t last = loop->last_number;
    Call *next = loop->calls;

    while (next && next->when <= now) {
        Call call = *next;

        next = call.next;
        if (call.number <= last) {
            loop_cancel(loop, call.number);
            call.fn(call.arg);
            next = loop->calls; /* it may be another list now */
        }
    }
/* end of TODO 1 */
