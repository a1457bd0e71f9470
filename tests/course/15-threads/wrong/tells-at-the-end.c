/* fails: after each field there is a line, while the chart goes on */
/* TODO 2 */
static Value tell(Value nothing, void *arg)
{
    Chart *chart = arg;

    for (int64_t i = 1; i <= chart->fields; i++) {
        Value line = keep(value_textf("%" PRId64 " of %" PRId64 "\n", i,
                                      chart->fields));

        deferred_ignore(request_write(chart->request, as_text(line),
                                      strlen(as_text(line))));
    }
    return value_none();
}
/* end of TODO 2 */
/* TODO 2 */
        if (chart->done == chart->fields)
            told = blocking_call_from_thread(tell, chart);
/* end of TODO 2 */
