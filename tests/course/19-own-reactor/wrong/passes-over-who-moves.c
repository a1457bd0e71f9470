/* fails: when one of many is unwatched the others are called just once */
/* TODO 4 */
    for (size_t i = 0; i < loop->count; i++)
        if (loop->awaited[i].fd == fd) {
            loop->count--;
            loop->awaited[i] = loop->awaited[loop->count];
            loop->watches[i] = loop->watches[loop->count];
            return;
        }
/* end of TODO 4 */
