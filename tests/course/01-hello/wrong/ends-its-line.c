/* fails: the bread has a page, too */
/* TODO 2 */
static Value bread(Request *request)
{
    return value_text("Rye, spelt and wheat.\n");
}
/* end of TODO 2 */
/* TODO 2 */
    app_route(app, "/bread", bread);
/* end of TODO 2 */
