/* TODO 1 */
    return value_failure(501, "TODO 1 is not done yet; the office said %d",
                         response_status(response));
/* end of TODO 1 */
/* TODO 2 */
/* end of TODO 2 */
