/* fails: the rate is that of one second, also when a call covers three */
/* TODO 2 */
    rate = entered / as_int(seconds);
/* end of TODO 2 */
/* TODO 2 */
    loop = looping_call_new_counting(reactor, measure, NULL);
/* end of TODO 2 */
