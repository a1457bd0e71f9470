/* fails: more than ten times, or not at all, is a 404 */
/* TODO 2 */
    app_route(app, "GET /repeat/<int(max=10):times>/<word>", repeat);
/* end of TODO 2 */
