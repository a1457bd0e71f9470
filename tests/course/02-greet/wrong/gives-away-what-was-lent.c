/* fails: a word is shouted as often as it is paid for */
/* TODO 1 */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    Value shout = keep(value_text(word));

    for (; times > 1; times--)
        shout = keep(value_textf("%s %s", as_text(shout), word));
    return shout;
/* end of TODO 1 */
/* TODO 2 */
    app_route(app, "GET /repeat/<int(min=1,max=10):times>/<word>", repeat);
/* end of TODO 2 */
