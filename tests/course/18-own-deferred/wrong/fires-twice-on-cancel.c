/* fails: a cancel reaches the Deferred that does the work, and fires once */
/* TODO 4 */
    if (d->forgives)
        status = 0;
    d->forgives = false;
/* end of TODO 4 */
/* TODO 4 */
    while (d->awaited)
        d = d->awaited;
    if (d->fired || d->busy)
        return;
    d->busy = true;
    if (d->canceller)
        d->canceller(d->canceller_arg);
    d->busy = false;
    if (!d->cancels_later) {
        d->forgives = !d->canceller;
        d->fired = true;
        d->result = value_failure(UV_ECANCELED, "canceled");
    }
    own_run(d);
/* end of TODO 4 */
