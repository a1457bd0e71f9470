/* fails: a long word comes back whole */
/* TODO 1 */
    int64_t times = request_int(request, "times");
    const char *word = request_text(request, "word");
    char shout[256];
    size_t length = (size_t)sprintf(shout, "%s", word);

    for (; times > 1; times--)
        length += (size_t)sprintf(shout + length, " %s", word);
    return value_text(shout);
/* end of TODO 1 */
