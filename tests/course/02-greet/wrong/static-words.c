/* fails: each client gets its own words */
/* TODO 1 */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    static char shout[100 * 1024];
    static size_t length;

    for (; times > 0; times--)
        length += (size_t)sprintf(shout + length, length ? " %s" : "%s", word);
    return value_text(shout);
/* end of TODO 1 */
