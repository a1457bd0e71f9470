/* fails: what is too often, or not at all, is no page */
/* TODO 2 */
    app_route(app, "GET /repeat/<int(max=10):times>/<word>", repeat);
/* end of TODO 2 */
