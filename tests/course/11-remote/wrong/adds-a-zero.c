/* fails: a number that is left over goes to the next round */
/* TODO 1 */
    Deferred *sums[MOST_NUMBERS];
    size_t pairs = (count + 1) / 2;
    Value results;

    for (size_t i = 0; i < pairs; i++)
        sums[i] = remote_add(numbers[2 * i],
                             2 * i + 1 < count ? numbers[2 * i + 1] : 0);
    results = await(gather(sums, pairs));
    for (size_t i = 0; i < pairs; i++)
        numbers[i] = as_int(as_item(results, i));
    return pairs;
/* end of TODO 1 */
