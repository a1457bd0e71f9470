/* fails: a client that has left is not counted */
/* TODO 2 */
    const char *name = request_text(request, "name");
    unsigned heard = 0;

    for (unsigned i = 0; i < ROOMS && rooms[i]; i++)
        if (deferred_fire(&rooms[i],
                          value_textf("%s is at the door.", name)) == 0)
            heard++;
    return value_textf("Heard by %u.", heard);
/* end of TODO 2 */
