/* fails: when the office is closed, the display says: ask again later */
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
    deferred_add_callback(d, content, NULL);
    deferred_add_callback(d, line, request);
/* end of TODO 1 */
