/* fails: if the lunch fails so does the page, and nothing is leaked */
/* TODO 2 */
    Deferred *sky = ask("/weather");
    Value meal = await(ask_for_lunch());
    Value seen = await(sky);

    return value_textf("%s, and %s.", as_text(meal), as_text(seen));
/* end of TODO 2 */
