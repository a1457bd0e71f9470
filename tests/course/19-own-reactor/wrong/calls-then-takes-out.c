/* fails: a call may take back itself, and others that are due */
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

        call->fn(call->arg);
        loop->calls = call->next;
        free(call);
    }
/* end of TODO 1 */
