/* fails: an office that says nothing is a 504 */
/* TODO 2 */
static Value excuse(Value failure, void *request)
{
    const char *stop = request_text(request, "stop");

    if (as_failure(failure)->code == UV_EREMOTEIO)
        return value_textf("%s: ask again later", stop);
    return value_textf("%s: not understood", stop);
}
/* end of TODO 2 */
/* TODO 2 */
    deferred_add_errback(d, excuse, request);
/* end of TODO 2 */
