/* fails: a rate that cannot be stored is counted as lost */
/* TODO 3 */
static Value not_stored(Value failure, void *arg)
{
    lost += 1;
    return value_none();
}
/* end of TODO 3 */
/* TODO 3 */
    deferred_add_callback(d, not_stored, NULL);
/* end of TODO 3 */
