/* fails: a client that has left is not counted */
/* TODO 1 */
/* The firing ends of the clients that wait. NULL: the room is free. */
static Deferred *rooms[ROOMS];
/* end of TODO 1 */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 1 */
    for (unsigned i = 0; i < ROOMS; i++) {
        if (!rooms[i]) {
            rooms[i] = deferred_new();
            return value_deferred(rooms[i]);
        }
    }
    return value_failure(503, "The house is full.");
/* end of TODO 1 */
