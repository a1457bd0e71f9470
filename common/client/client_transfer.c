#include "client_inside.h"

#include "trace.h"
#include "xmalloc.h"

#include <stdlib.h>

void client_transfer_has_news(Transfer *transfer)
{
    Client *client = transfer->client;

    if (transfer->has_news)
        return;
    transfer->has_news = true;
    transfer->next_news = NULL;
    *client->news_end = transfer;
    client->news_end = &transfer->next_news;
}

static void enlist(Transfer *transfer)
{
    Client *client = transfer->client;

    transfer->runs = true;
    transfer->older = client->transfers;
    if (transfer->older)
        transfer->older->newer = transfer;
    client->transfers = transfer;
    transfer->lane = trace_begin("transfer", transfer->response->name, NULL);
}

static void end_lane(const Transfer *transfer)
{
    if (failed(transfer->outcome))
        trace_end_code(transfer->lane, as_failure(transfer->outcome)->code);
    else
        trace_end_code(transfer->lane, transfer->response->status);
}

/* Takes it away from libcurl. */
static void delist(Transfer *transfer)
{
    Client *client = transfer->client;

    if (transfer->older)
        transfer->older->newer = transfer->newer;
    if (transfer->newer)
        transfer->newer->older = transfer->older;
    else
        client->transfers = transfer->older;
    curl_multi_remove_handle(client->multi, transfer->easy);
    transfer->runs = false;
}

static void free_transfer(Transfer *transfer)
{
    curl_easy_cleanup(transfer->easy);
    curl_url_cleanup(transfer->url);
    curl_slist_free_all(transfer->headers);
    value_free(transfer->body);
    value_free(transfer->outcome);
    free(transfer);
}

/* Ends a transfer that nobody waits for. What is in the queue of news has to
   stay until its turn comes. */
static void stop(void *arg)
{
    Transfer *transfer = arg;

    if (transfer->runs) {
        delist(transfer);
        trace_end(transfer->lane, "cancelled");
    }
    transfer->stopped = true;
    if (!transfer->has_news)
        free_transfer(transfer);
}

static Value canceled(const Transfer *transfer)
{
    return value_failure(UV_ECANCELED, "%s: cancelled",
                         transfer->response->name);
}

/* Nobody has the response yet: when it is released the transfer stops. */
static void cancel(void *arg)
{
    Transfer *transfer = arg;
    Deferred *d = transfer->deferred;
    Value failure = canceled(transfer);

    response_release(transfer->response);
    deferred_fire(&d, failure);
}

void client_transfer_cancel(Transfer *transfer)
{
    Response *response = transfer->response;
    Value failure;

    if (transfer->deferred) {
        cancel(transfer);
        return;
    }
    failure = canceled(transfer);
    stop(transfer);
    response_end(response, failure);
}

Transfer *client_transfer_new(Client *client)
{
    Transfer *transfer = xcalloc(1, sizeof *transfer);

    transfer->client = client;
    transfer->response = response_new(stop, transfer);
    return transfer;
}

Deferred *client_transfer_start(Transfer *transfer)
{
    CURLMcode status = curl_multi_add_handle(transfer->client->multi,
                                             transfer->easy);

    if (status != CURLM_OK)
        return client_transfer_refuse(
            transfer, value_failure(UV_EIO, "%s: %s", transfer->response->name,
                                    curl_multi_strerror(status)));
    enlist(transfer);
    transfer->deferred = deferred_new();
    deferred_on_cancel(transfer->deferred, cancel, transfer);
    return transfer->deferred;
}

Deferred *client_transfer_refuse(Transfer *transfer, Value failure)
{
    response_release(transfer->response);
    return deferred_fail(failure);
}

void client_transfer_finish(Transfer *transfer, CURLcode result)
{
    if (result == CURLE_OK && !transfer->has_head)
        result = CURLE_PARTIAL_FILE;    /* the connection was closed */
    if (result != CURLE_OK)
        transfer->outcome = client_failure(transfer, result);
    delist(transfer);
    end_lane(transfer);
    client_transfer_has_news(transfer);
}

/* Of a transfer that is over. From here on what is left of it is the
   response. */
static void tell_end(Transfer *transfer)
{
    Response *response = transfer->response;
    Deferred *d = transfer->deferred;
    Value outcome = transfer->outcome;
    bool has_head = transfer->has_head;

    transfer->outcome = value_none();
    free_transfer(transfer);
    if (!d) {
        response_end(response, outcome);
    } else if (has_head) {
        response_end(response, outcome);
        deferred_fire(&d, response_value(response));
    } else {
        response_end(response, value_none());
        response_release(response);
        deferred_fire(&d, outcome);
    }
}

static void tell(Transfer *transfer)
{
    Deferred *d = transfer->deferred;

    if (transfer->stopped) {
        free_transfer(transfer);
    } else if (!transfer->runs) {
        tell_end(transfer);
    } else if (d) {
        transfer->deferred = NULL;
        deferred_fire(&d, response_value(transfer->response));
    } else {
        response_deliver(transfer->response);
    }
}

void client_transfer_tell_all(Client *client)
{
    while (client->news) {
        Transfer *transfer = client->news;

        client->news = transfer->next_news;
        if (!client->news)
            client->news_end = &client->news;
        transfer->has_news = false;
        tell(transfer);
    }
}
