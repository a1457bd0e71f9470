/* fails: a client that has left is not counted */
/* TODO 3 */
static void client_left(void *arg)
{
    deferred_fire(&rooms[0], value_failure(UV_ECANCELED, "the client left"));
}
/* end of TODO 3 */
