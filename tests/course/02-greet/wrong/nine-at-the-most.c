/* fails: more than ten times, or not at all, is a 404 */
/* TODO 2 */
    app_route(app, "GET /repeat/<int(min=1,max=9):times>/<word>", repeat);
/* end of TODO 2 */
