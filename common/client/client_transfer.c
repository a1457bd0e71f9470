/*
 * The life of one request: it is made, started, has news, is over, and what
 * is left of it is its Response. libcurl's callbacks only note that there is
 * news; client_transfer_tell_all() then fires the Deferreds. client.c starts
 * and cancels transfers, client_loop.c ends them.
 */
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

/* Whether libcurl has it. */
static bool runs(const Transfer *transfer)
{
    return transfer->state >= TRANSFER_ASKS &&
           transfer->state <= TRANSFER_BODY;
}

/* client_free() cancels all that are in the list. */
static void enlist(Transfer *transfer)
{
    Client *client = transfer->client;

    transfer->state = TRANSFER_ASKS;
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

/* Takes it away from libcurl, whose connection is closed if the answer has not
   come to its end. */
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
}

static void free_transfer(Transfer *transfer)
{
    curl_easy_cleanup(transfer->easy);
    curl_url_cleanup(transfer->url);
    curl_slist_free_all(transfer->headers);
    client_unpack_free(transfer->unpacker);
    free(transfer->socket_path);
    free(transfer->method);
    value_free(transfer->body);
    value_free(transfer->outcome);
    free(transfer);
}

/* Ends a transfer that is not wanted. If it is in the queue of news, it has to
   stay until its turn comes. */
static void stop_transfer(void *arg)
{
    Transfer *transfer = arg;

    if (runs(transfer)) {
        delist(transfer);
        trace_end(transfer->lane, "canceled");
    }
    transfer->state = TRANSFER_STOPPED;
    if (!transfer->has_news)
        free_transfer(transfer);
}

static Value canceled(const Transfer *transfer)
{
    return value_failure(UV_ECANCELED, "%s: canceled",
                         transfer->response->name);
}

/* The response has no other owner yet: when it is released, the transfer
   stops. */
static void cancel_transfer(void *arg)
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
        cancel_transfer(transfer);
        return;
    }
    failure = canceled(transfer);
    stop_transfer(transfer);
    response_end(response, failure);
}

Transfer *client_transfer_new(Client *client)
{
    Transfer *transfer = xcalloc(1, sizeof *transfer);

    transfer->client = client;
    transfer->response = response_new(stop_transfer, transfer);
    return transfer;
}

Deferred *client_transfer_start(Transfer *transfer)
{
    client_must_multi(
        curl_multi_add_handle(transfer->client->multi, transfer->easy));
    enlist(transfer);
    transfer->deferred = deferred_new();
    deferred_on_cancel(transfer->deferred, cancel_transfer, transfer);
    return transfer->deferred;
}

/* The request was never asked, so only the response has to go. */
Deferred *client_transfer_refuse(Transfer *transfer, Value failure)
{
    response_release(transfer->response);
    return deferred_fail(failure);
}

void client_transfer_end(Transfer *transfer, Value outcome)
{
    transfer->outcome = outcome;
    delist(transfer);
    transfer->state = transfer->state == TRANSFER_BODY ? TRANSFER_ANSWERED
                                                       : TRANSFER_UNANSWERED;
    end_lane(transfer);
    client_transfer_has_news(transfer);
}

/* The transfer is over. From here on only its response is left. */
static void tell_end(Transfer *transfer)
{
    Response *response = transfer->response;
    Deferred *d = transfer->deferred;
    Value outcome = transfer->outcome;
    bool is_answered = transfer->state == TRANSFER_ANSWERED;

    transfer->outcome = value_none();
    free_transfer(transfer);
    if (!d) { /* the head has been told */
        response_end(response, outcome);
    } else if (is_answered) { /* head and end have come in one go */
        response_end(response, outcome);
        deferred_fire(&d, response_value(response));
    } else {
        response_end(response, value_none());
        response_release(response);
        deferred_fire(&d, outcome);
    }
}

/* The head comes first, and then its Deferred is gone; from then on there is
   news of the body only. */
static void tell_news(Transfer *transfer)
{
    Deferred *d = transfer->deferred;

    if (transfer->state == TRANSFER_STOPPED) {
        free_transfer(transfer);
    } else if (!runs(transfer)) {
        tell_end(transfer);
    } else if (d) {
        transfer->deferred = NULL;
        deferred_fire(&d, response_value(transfer->response));
    } else {
        response_deliver(transfer->response);
    }
}

/* A callback may start, cancel or free anything. So each transfer leaves the
   queue before its news is told, and then the queue is looked at anew. */
void client_transfer_tell_all(Client *client)
{
    while (client->news) {
        Transfer *transfer = client->news;

        client->news = transfer->next_news;
        if (!client->news)
            client->news_end = &client->news;
        transfer->has_news = false;
        tell_news(transfer);
    }
}
