/* fails: the pairs of a round are added at the same time */
/* TODO 1 */
    size_t pairs = count / 2;

    for (size_t i = 0; i < pairs; i++)
        numbers[i] =
            as_int(await(remote_add(numbers[2 * i], numbers[2 * i + 1])));
    if (count % 2 == 1)
        numbers[pairs] = numbers[count - 1];
    return count - pairs;
/* end of TODO 1 */
