/* fails: all waiting clients hear the bell */
/* TODO 2 */
    const char *name = request_text(request, "name");
    Value text = value_textf("%s is at the door.", name);
    unsigned heard = 0;

    for (unsigned i = 0; i < ROOMS; i++)
        if (deferred_fire(&rooms[i], text) == 0)
            heard++;
    return value_textf("Heard by %u.", heard);
/* end of TODO 2 */
