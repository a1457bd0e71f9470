/* fails: a rate is stored before the next one is measured */
/* TODO 1 */
    deferred_ignore(d);
    return value_deferred(deferred_succeed(value_none()));
/* end of TODO 1 */
