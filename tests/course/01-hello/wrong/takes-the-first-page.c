/* fails: there are no other pages */
/* TODO 2 */
static Value bread(Request *request)
{
    return value_text("Rye, spelt and wheat.");
}
/* end of TODO 2 */
/* TODO 2 */
    app_route(app, "/<path:any>", bread);
/* end of TODO 2 */
