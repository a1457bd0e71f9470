/* fails: the weather is asked for while the menu is */
/* TODO 2 */
    Value meal = await(ask_for_lunch());
    Value seen = await(ask("/weather"));

    return value_textf("%s, and %s.", as_text(meal), as_text(seen));
/* end of TODO 2 */
