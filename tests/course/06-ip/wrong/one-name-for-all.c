/* fails: five displays at once each show their own */
/* TODO 1 */
static const char *stop;

static Value content(Value response, void *arg)
{
    return value_deferred(response_json(response));
}

static Value line(Value json, void *arg)
{
    Value seen = json_get_text(json, "sky");

    if (failed(seen))
        return seen;
    return value_textf("%s: %s", stop, as_text(keep(seen)));
}
/* end of TODO 1 */
/* TODO 1 */
    stop = request_text(request, "stop");
    deferred_add_callback(d, response_check, NULL);
    deferred_add_callback(d, content, NULL);
    deferred_add_callback(d, line, NULL);
/* end of TODO 1 */
