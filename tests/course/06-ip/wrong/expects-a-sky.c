/* fails: JSON without a sky is not understood either */
/* TODO 1 */
static Value content(Value response, void *arg)
{
    return value_deferred(response_json(response));
}

static Value line(Value json, void *request)
{
    return value_textf("%s: %s", request_text(request, "stop"),
                       as_text(keep(json_get_text(json, "sky"))));
}
/* end of TODO 1 */
/* TODO 1 */
    deferred_add_callback(d, response_check, NULL);
    deferred_add_callback(d, content, NULL);
    deferred_add_callback(d, line, request);
/* end of TODO 1 */
