/* fails: a word is shouted as often as it is paid for */
/* TODO 1 */
    int times = *request_text(request, "times") - '0';
    const char *word = request_text(request, "word");
    const char *shout = word;

    for (; times > 1; times--)
        shout = as_text(keep(value_textf("%s %s", shout, word)));
    return value_text(shout);
/* end of TODO 1 */
