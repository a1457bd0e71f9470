/* fails: the lunch is the dish of the menu, and its price */
/* TODO 1 */
    Value dish = await(ask("/menu"));
    Value coins = await(ask("/price/Soup"));

    return value_textf("%s for %s", as_text(dish), as_text(coins));
/* end of TODO 1 */
