/* fails: JSON without a sky is not understood either */
/* TODO 1 */
static Value content(Value response, void *arg)
{
    return value_deferred(response_json(response));
}

static Value line(Value json, void *request)
{
    Value seen = json_get_text(json, "sky");

    if (failed(seen))
        return seen;
    return value_textf("%s: %s", request_text(request, "stop"),
                       as_text(keep(seen)));
}
/* end of TODO 1 */
/* TODO 1 */
    deferred_add_callback(d, response_check, NULL);
    deferred_add_callback(d, content, NULL);
/* end of TODO 1 */
/* TODO 2 */
static Value excuse(Value failure, void *request)
{
    const char *stop = request_text(request, "stop");

    switch (as_failure(failure)->code) {
    case UV_EREMOTEIO:
        return value_textf("%s: ask again later", stop);
    case UV_EPROTO:
        return value_textf("%s: not understood", stop);
    default:
        return failure;
    }
}
/* end of TODO 2 */
/* TODO 2 */
    deferred_add_callbacks(d, line, excuse, request);
/* end of TODO 2 */
