/* TODO 1 */
    return value_failure(501, "TODO 1 is not done yet");
/* end of TODO 1 */
/* TODO 2 */
    app_route(app, "/repeat/<int:times>/<word>", repeat);
/* end of TODO 2 */
