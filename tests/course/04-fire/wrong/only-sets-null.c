/* fails: a client that has left is not counted */
/* TODO 3 */
static void client_left(void *arg)
{
    Deferred **room = arg;

    *room = NULL;
}
/* end of TODO 3 */
