/* fails: two numbers are one addition */
/* TODO 2 */
    while (count > 0)
        count = add_pairs(numbers, count);
/* end of TODO 2 */
