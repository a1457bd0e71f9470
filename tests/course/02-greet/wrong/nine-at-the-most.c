/* fails: what is too often, or not at all, is no page */
/* TODO 2 */
    app_route(app, "GET /repeat/<int(min=1,max=9):times>/<word>", repeat);
/* end of TODO 2 */
