/* fails: a word is shouted as often as it is paid for */
/* TODO 1 */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    const char *shout = "";

    for (; times > 0; times--)
        shout = as_text(keep(value_textf("%s%s ", shout, word)));
    return value_text(shout);
/* end of TODO 1 */
