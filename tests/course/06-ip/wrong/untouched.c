/* TODO 1 */
static Value line(Value response, void *request)
{
    return value_failure(501, "TODO 1 is not done yet");
}
/* end of TODO 1 */
/* TODO 1 */
    deferred_add_callback(d, line, request);
/* end of TODO 1 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 2 */
/* end of TODO 2 */
