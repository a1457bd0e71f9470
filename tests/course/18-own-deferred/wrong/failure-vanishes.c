/* fails: an unhandled failure is printed, once */
/* TODO 2 */
    if (own_is_wanted(d) || !own_is_settled(d))
        return;
    if (d->firing_end)
        return;
    value_free(d->result);
    free(d);
    own_alive--;
/* end of TODO 2 */
