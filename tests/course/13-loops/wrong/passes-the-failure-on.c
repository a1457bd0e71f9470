/* fails: the loop goes on after rates were lost, and stores again */
/* TODO 3 */
static Value not_stored(Value failure, void *arg)
{
    lost += 1;
    return failure;
}
/* end of TODO 3 */
/* TODO 3 */
    deferred_add_errback(d, not_stored, NULL);
/* end of TODO 3 */
