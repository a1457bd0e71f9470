/* fails: the rate is right after the program was held up */
/* TODO 2 */
    rate = (entered - seen) / 3;
/* end of TODO 2 */
/* TODO 2 */
    loop = looping_call_new(reactor, measure, NULL);
/* end of TODO 2 */
