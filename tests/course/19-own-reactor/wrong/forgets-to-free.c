/* fails: calls are made in the order of their times, and none too early */
/* TODO 1 */
    Call **place = &loop->calls, *call = xmalloc(sizeof *call);

    while (*place && (*place)->when <= when)
        place = &(*place)->next;
    *call = (Call){++loop->last_number, when, fn, arg, *place};
    *place = call;
    return call->number;
/* end of TODO 1 */
/* TODO 1 */
    uint64_t last = loop->last_number;

    while (loop->calls && loop->calls->when <= now &&
           loop->calls->number <= last) {
        Call *call = loop->calls;

        loop->calls = call->next;
        call->fn(call->arg);
    }
/* end of TODO 1 */
