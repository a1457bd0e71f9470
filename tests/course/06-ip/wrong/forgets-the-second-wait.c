/* fails: a display shows the sky that the office sees */
/* TODO 1 */
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
    deferred_add_callback(d, line, request);
/* end of TODO 1 */
