/* TODO 1 */
    Value dish = await(ask("/menu"));

    return value_failure(501, "TODO 1 is not done yet; there is %s",
                         as_text(dish));
/* end of TODO 1 */
/* TODO 2 */
    return value_failure(501, "TODO 2 is not done yet");
/* end of TODO 2 */
