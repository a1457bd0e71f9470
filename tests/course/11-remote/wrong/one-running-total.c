/* fails: many numbers take few rounds */
/* TODO 1 */
    numbers[0] = as_int(await(remote_add(numbers[0], numbers[count - 1])));
    return count - 1;
/* end of TODO 1 */
