/* fails: more than ten times, or not at all, is a 404 */
/* TODO 1 */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    const char *shout = word;

    if (times > 10)
        times = 10;
    for (; times > 1; times--)
        shout = as_text(keep(value_textf("%s %s", shout, word)));
    return value_text(shout);
/* end of TODO 1 */
/* TODO 2 */
    app_route(app, "GET /repeat/<int(min=1):times>/<word>", repeat);
/* end of TODO 2 */
