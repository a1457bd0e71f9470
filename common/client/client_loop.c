/*
 * The calls into libcurl: for a socket on which something has happened, as
 * client_socket.c says, and for the time that libcurl has asked for. After
 * each call the transfers that are over are ended, or led on by a redirect,
 * and the news is told.
 */
#include "client_inside.h"

#include "keep.h"

#include <stdlib.h>

/* A redirect is followed as soon as its head is complete; whether its body
   was cut does not matter. */
static void end_hop(Transfer *transfer, CURLcode result)
{
    Value failure;

    if (transfer->state != TRANSFER_MOVES ||
        result == CURLE_OPERATION_TIMEDOUT) {
        client_transfer_end(transfer, client_failure(transfer, result));
        return;
    }
    failure = client_redirect_follow(transfer);
    if (failed(failure))
        client_transfer_end(transfer, failure);
}

static void take_finished(Client *client)
{
    Kept *mark = keep_begin();
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(client->multi, &left))) {
        Transfer *transfer;

        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        end_hop(transfer, message->data.result);
    }
    keep_end(mark);
}

/* The news comes last, for then even client_free() may be called. */
void client_loop_act(Client *client, curl_socket_t socket, int events)
{
    int running;

    client_must_multi(
        curl_multi_socket_action(client->multi, socket, events, &running));
    take_finished(client);
    client_transfer_tell_all(client);
}

static void on_timer(uv_timer_t *timer)
{
    client_loop_act(timer->data, CURL_SOCKET_TIMEOUT, 0);
}

static void on_soon(uv_idle_t *soon)
{
    uv_idle_stop(soon);
    client_loop_act(soon->data, CURL_SOCKET_TIMEOUT, 0);
}

/* libcurl wants to be called after this many milliseconds, or not at all
   (-1). 0 is at once, but it must not be from here. A uv_timer of 0 ms that
   is always started again lets nothing else run; an idle handle, in spite of
   its name, is called once in each turn of the loop. */
static int set_clock(CURLM *multi, long milliseconds, void *arg)
{
    Client *client = arg;

    if (milliseconds == 0)
        uv_idle_start(&client->soon, on_soon);
    else
        uv_idle_stop(&client->soon);
    if (milliseconds > 0)
        uv_timer_start(&client->timer, on_timer, (uint64_t)milliseconds, 0);
    else
        uv_timer_stop(&client->timer);
    return 0;
}

void client_loop_open(Client *client)
{
    uv_loop_t *loop = reactor_loop(client->reactor);
    CURLM *multi = curl_multi_init();

    client_must_multi(multi ? CURLM_OK : CURLM_OUT_OF_MEMORY);
    client->multi = multi;
    uv_timer_init(loop, &client->timer);
    uv_idle_init(loop, &client->soon);
    client->timer.data = client;
    client->soon.data = client;
    client->open_handles = 2;
    client_must_multi(
        curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, set_clock));
    client_must_multi(curl_multi_setopt(multi, CURLMOPT_TIMERDATA, client));
    client_must_multi(curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 100L));
}

static void free_closed(uv_handle_t *handle)
{
    Client *client = handle->data;

    if (--client->open_handles > 0)
        return;
    free(client->watches);
    free(client);
}

void client_loop_close(Client *client)
{
    client_must_multi(curl_multi_cleanup(client->multi));
    uv_close((uv_handle_t *)&client->timer, free_closed);
    uv_close((uv_handle_t *)&client->soon, free_closed);
}
