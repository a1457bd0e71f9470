/* fails: eight fit in, and the ninth is told so */
/* TODO 1 */
/* The firing ends of the clients that wait. NULL: the room is free. */
static Deferred *rooms[ROOMS];
/* end of TODO 1 */
/* TODO 1 */
    unsigned i = 0;

    while (rooms[i])
        i++;
    rooms[i] = deferred_new();
    deferred_on_cancel(rooms[i], client_left, &rooms[i]);
    return value_deferred(rooms[i]);
/* end of TODO 1 */
