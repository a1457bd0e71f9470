/*
 * An answer that leads elsewhere becomes the next request of the same
 * transfer. RFC 9110 section 15.4 says how: 307 and 308 ask for the same once
 * more, 303 asks by GET, and 301 and 302 do so for a POST only, as browsers
 * always have. libcurl could follow by itself, but it drops the body of a PUT,
 * and sends a DELETE again after a 303. client_loop.c calls this when libcurl
 * has ended the hop before.
 */
#include "client_inside.h"

#include "xmalloc.h"

#include <stdlib.h>
#include <string.h>

static bool is(const Transfer *transfer, const char *method)
{
    return strcmp(transfer->method, method) == 0;
}

static bool changes_to_get(const Transfer *transfer, int status)
{
    if (is(transfer, "GET") || is(transfer, "HEAD"))
        return false;
    return status == 303 || (status <= 302 && is(transfer, "POST"));
}

static void change_to_get(Transfer *transfer)
{
    free(transfer->method);
    transfer->method = xstrdup("GET");
    value_free(transfer->body);
    transfer->body = value_none();
    client_header_drop_body(transfer);
    client_must(curl_easy_setopt(transfer->easy, CURLOPT_HTTPGET, 1L));
    client_must(curl_easy_setopt(transfer->easy, CURLOPT_CUSTOMREQUEST, NULL));
}

/* The messages are about the new URL from here on. */
static void rename_response(Transfer *transfer)
{
    free(transfer->response->name);
    transfer->response->name = client_url_name(transfer);
}

static Value find_next(Transfer *transfer)
{
    const Response *response = transfer->response;
    const char *location = response_field(response, "Location");
    bool elsewhere = false;
    Value failure;

    if (transfer->redirects-- == 0)
        return value_failure(UV_ELOOP, "%s: too many redirects",
                             response->name);
    failure = client_url_move(transfer, location, &elsewhere);
    if (!failed(failure) && elsewhere)
        client_header_drop_origin(transfer);
    return failure;
}

Value client_redirect_follow(Transfer *transfer)
{
    CURLM *multi = transfer->client->multi;
    Value failure = find_next(transfer);

    if (failed(failure))
        return failure;
    curl_multi_remove_handle(multi, transfer->easy);
    if (changes_to_get(transfer, transfer->response->status))
        change_to_get(transfer);
    rename_response(transfer);
    transfer->requests = 0;
    client_receive_again(transfer);
    client_options_ask(transfer);
    client_must_multi(curl_multi_add_handle(multi, transfer->easy));
    return value_none();
}
