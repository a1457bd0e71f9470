/* fails: a tag in a word stays plain text */
/* TODO 1 */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    const char *shout = word;

    for (; times > 1; times--)
        shout = as_text(keep(value_textf("%s %s", shout, word)));
    return value_html(shout);
/* end of TODO 1 */
