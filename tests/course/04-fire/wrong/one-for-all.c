/* fails: eight fit in, and the ninth is told so */
/* TODO 1 */
static Deferred *waiting;
/* end of TODO 1 */
/* TODO 1 */
    Deferred *d = deferred_new();

    deferred_on_cancel(d, client_left, NULL);
    waiting = d;
    return value_deferred(d);
/* end of TODO 1 */
/* TODO 3 */
static void client_left(void *arg)
{
    deferred_fire(&waiting, value_failure(UV_ECANCELED, "the client left"));
}
/* end of TODO 3 */
/* TODO 2 */
    const char *name = request_text(request, "name");
    Value text = value_textf("%s is at the door.", name);

    return value_textf("Heard by %d.", deferred_fire(&waiting, text) == 0);
/* end of TODO 2 */
