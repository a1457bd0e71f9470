/* fails: a key is remembered after a restart, and for all texts */
/* TODO 1 */
    static Value keys[KEPT], numbers[KEPT];
    static int known;
    int strcmp(const char *, const char *);

    for (int i = 0; i < known && i < KEPT; i++)
        if (strcmp(as_text(keys[i]), key) == 0)
            return value_copy(numbers[i]);
    keys[known % KEPT] = value_text(key);
    numbers[known++ % KEPT] = value_textf("%" PRId64 " said.", said + 1);
/* end of TODO 1 */
