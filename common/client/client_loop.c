#include "client_inside.h"

#include "die.h"

#include <stdlib.h>

static void must(CURLMcode status)
{
    if (status != CURLM_OK)
        die("client: %s", curl_multi_strerror(status));
}

static void take_finished(Client *client)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(client->multi, &left))) {
        Transfer *transfer;

        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        client_transfer_finish(transfer, message->data.result);
    }
}

/* The news comes last, for then even client_free() may be called. */
void client_loop_act(Client *client, curl_socket_t socket, int events)
{
    int running;

    must(curl_multi_socket_action(client->multi, socket, events, &running));
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

/* libcurl wants to be called after so many milliseconds, or not at all (-1).
   0 is at once, but it must not be from here. A uv_timer of 0 ms that is
   always started again lets nothing else run; an idle handle, in spite of
   its name, is called once in each turn of the loop. */
static int on_wish(CURLM *multi, long milliseconds, void *arg)
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

    client->multi = curl_multi_init();
    if (!client->multi)
        die("client_new: libcurl cannot begin");
    uv_timer_init(loop, &client->timer);
    uv_idle_init(loop, &client->soon);
    client->timer.data = client;
    client->soon.data = client;
    client->open_handles = 2;
    curl_multi_setopt(client->multi, CURLMOPT_TIMERFUNCTION, on_wish);
    curl_multi_setopt(client->multi, CURLMOPT_TIMERDATA, client);
    curl_multi_setopt(client->multi, CURLMOPT_MAXCONNECTS, 100L);
    client_socket_attach(client);
}

static void on_close(uv_handle_t *handle)
{
    Client *client = handle->data;

    if (--client->open_handles > 0)
        return;
    free(client->watches);
    free(client);
}

void client_loop_close(Client *client)
{
    must(curl_multi_cleanup(client->multi));
    client_socket_close_all(client);
    uv_close((uv_handle_t *)&client->timer, on_close);
    uv_close((uv_handle_t *)&client->soon, on_close);
}
