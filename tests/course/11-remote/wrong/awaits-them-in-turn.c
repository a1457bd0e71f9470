/* fails: if one addition fails so does the sum */
/* TODO 1 */
    Deferred *sums[MOST_NUMBERS / 2];
    size_t pairs = count / 2;

    for (size_t i = 0; i < pairs; i++)
        sums[i] = remote_add(numbers[2 * i], numbers[2 * i + 1]);
    for (size_t i = 0; i < pairs; i++)
        numbers[i] = as_int(await(sums[i]));
    if (count % 2 == 1)
        numbers[pairs] = numbers[count - 1];
    return count - pairs;
/* end of TODO 1 */
