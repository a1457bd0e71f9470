/* fails: a last 503 is a failure of its own */
/* TODO 1 */
    Value checked = response_check(response, NULL);

    if (failed(checked))
        return checked;
    if (response_status(response) == 503)
        return value_failure(503, "Sold out, after %d tries.", tries);
    return value_textf("Ticket %s, at try %d.",
                       as_text(await(response_text(response))), tries);
/* end of TODO 1 */
