/* fails: if the weather fails so does the page, and nothing is leaked */
/* TODO 2 */
    Deferred *meal = ask_for_lunch();
    Value seen = await(ask("/weather"));

    return value_textf("%s, and %s.", as_text(await(meal)), as_text(seen));
/* end of TODO 2 */
