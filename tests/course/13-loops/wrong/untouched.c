/* TODO 1 */
    deferred_ignore(d);
    return value_none();
/* end of TODO 1 */
/* TODO 2 */
    rate = entered - seen;
/* end of TODO 2 */
/* TODO 2 */
    loop = looping_call_new(reactor, measure, NULL);
/* end of TODO 2 */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 3 */
/* end of TODO 3 */
