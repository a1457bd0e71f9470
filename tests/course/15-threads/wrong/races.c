/* fails: if the loop is busy, the lines come late, but all and in order */
/* TODO 2 */
static Deferred *write_line(Chart *chart)
{
    Value line = keep(value_textf("%" PRId64 " of %" PRId64 "\n", chart->done,
                                  chart->fields));

    return request_write(chart->request, as_text(line), strlen(as_text(line)));
}

static Value tell(Value nothing, void *chart)
{
    return value_deferred(write_line(chart));
}

static void tell_soon(void *chart)
{
    deferred_ignore(write_line(chart));
}
/* end of TODO 2 */
/* TODO 2 */
        if (chart->done < chart->fields)
            reactor_call_from_thread(reactor, tell_soon, chart);
        else
            told = blocking_call_from_thread(tell, chart);
/* end of TODO 2 */
