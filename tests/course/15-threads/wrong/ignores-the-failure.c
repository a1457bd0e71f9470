/* fails: a client that leaves ends the work at its next field */
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
        blocking_call_from_thread(tell, chart);
/* end of TODO 2 */
