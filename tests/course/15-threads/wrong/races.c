/* fails: if the loop is busy, the lines come late, but all and in order */
/* TODO 2 */
static void tell(void *arg)
{
    Chart *chart = arg;
    Value line = keep(value_textf("%" PRId64 " of %" PRId64 "\n", chart->done,
                                  chart->fields));

    deferred_ignore(request_write(chart->request, as_text(line),
                                  strlen(as_text(line))));
}
/* end of TODO 2 */
/* TODO 2 */
        reactor_call_from_thread(reactor, tell, chart);
/* end of TODO 2 */
