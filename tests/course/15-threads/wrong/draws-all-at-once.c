/* fails: at most two charts are drawn at once */
/* TODO 3 */
    request_survive_disconnect(request);
/* end of TODO 3 */
/* TODO 3 */
    return begin_chart(value_none(), request);
/* end of TODO 3 */
