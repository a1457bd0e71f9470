/* fails: eight fit in, and the ninth is told so */
/* TODO 1 */
static Deferred *rooms[ROOMS];
/* end of TODO 1 */
/* TODO 1 */
    for (unsigned i = 1; i < ROOMS; i++) {
        if (!rooms[i]) {
            rooms[i] = deferred_new();
            deferred_on_cancel(rooms[i], client_left, &rooms[i]);
            return value_deferred(rooms[i]);
        }
    }
    return value_failure(503, "The house is full.");
/* end of TODO 1 */
