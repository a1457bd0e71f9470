/* fails: a percent sign in a word stays one */
/* TODO 1 */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    const char *shout = word;

    for (; times > 1; times--)
        shout = as_text(keep(value_textf("%s %s", shout, word)));
    return value_textf(shout, times);
/* end of TODO 1 */
/* TODO 2 */
    app_route(app, "GET /repeat/<int(min=1,max=10):times>/<word>", repeat);
/* end of TODO 2 */
