/* TODO 1 */
    return draw_chart(keep(chart_of(request)));
/* end of TODO 1 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 2 */
/* end of TODO 2 */
/* TODO 3 */
/* end of TODO 3 */
/* TODO 3 */
    return begin_chart(value_none(), request);
/* end of TODO 3 */
