/* fails: after each field there is a line, while the chart goes on */
/* TODO 2 */
static Value tell(Value nothing, void *arg)
{
    Chart *chart = arg;
    Value line = keep(value_textf("%" PRId64 " of %" PRId64 "\n", chart->done,
                                  chart->fields));

    return value_deferred(request_write(chart->request, as_text(line),
                                        strlen(as_text(line))));
}
/* end of TODO 2 */
/* TODO 2 */
        told = tell(told, chart);
/* end of TODO 2 */
