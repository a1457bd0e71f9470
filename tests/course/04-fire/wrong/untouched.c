/* TODO 1 */
/* end of TODO 1 */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 1 */
    return value_failure(501, "TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 2 */
    return value_failure(501, "TODO 2 is not done yet");
/* end of TODO 2 */
