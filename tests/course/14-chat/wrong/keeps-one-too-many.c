/* fails: a text that is no longer kept is a 410 */
/* TODO 3 */
    if (number < said - KEPT)
        return value_failure(410, "You have missed too much.");
/* end of TODO 3 */
