/* fails: a client that leaves makes room */
/* TODO 1 */
/* The firing ends of the clients that wait. NULL: the room is free. */
static Deferred *rooms[ROOMS];
static unsigned taken;
/* end of TODO 1 */
/* TODO 1 */
    Deferred **room = &rooms[taken];

    if (taken == ROOMS)
        return value_failure(503, "The house is full.");
    *room = deferred_new();
    deferred_on_cancel(*room, client_left, room);
    taken++;
    return value_deferred(*room);
/* end of TODO 1 */
/* TODO 2 */
    const char *name = request_text(request, "name");
    unsigned heard = 0;

    for (unsigned i = 0; i < taken; i++)
        if (deferred_fire(&rooms[i],
                          value_textf("%s is at the door.", name)) == 0)
            heard++;
    taken = 0;
    return value_textf("Heard by %u.", heard);
/* end of TODO 2 */
