/* fails: one ring is heard once */
/* TODO 2 */
    const char *name = request_text(request, "name");
    unsigned heard = 0;

    for (unsigned i = 0; i < ROOMS; i++) {
        Deferred *d = rooms[i];

        if (deferred_fire(&d, value_textf("%s is at the door.", name)) == 0)
            heard++;
    }
    return value_textf("Heard by %u.", heard);
/* end of TODO 2 */
