/* fails: only GET is let through */
/* TODO 2 */
    app_route(app, "/repeat/<int(min=1,max=10):times>/<word>", repeat);
/* end of TODO 2 */
