/* fails: what the radio has forgotten is told */
/* TODO 2 */
    if (number != last + 1)
        json_array_clear(lines);
/* end of TODO 2 */
/* TODO 2 */
    if (after + 1 < first_number())
        after = first_number() - 1;
/* end of TODO 2 */
