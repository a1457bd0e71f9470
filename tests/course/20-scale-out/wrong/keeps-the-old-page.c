/* fails: what the radio has forgotten is told */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 2 */
    if (after + 1 < first_number())
        return value_failure(410, "This page begins with number %" PRId64 ".",
                             first_number());
/* end of TODO 2 */
