/*
 * What others call. Each request becomes a transfer: prepared, then started
 * or refused. libcurl takes its memory from xmalloc(), so that when there is
 * no more the program ends with a sentence, as all of this library does.
 */
#include "client_inside.h"

#include "keep.h"
#include "thread.h"
#include "xmalloc.h"

#include <stdlib.h>

/* Runs when the reactor is freed: so a program need not free its client, and
   if it does, the client takes this trigger away. */
static Value free_with_reactor(Value none, void *client)
{
    client_free(client);
    return value_none();
}

Client *client_new(Reactor *reactor)
{
    Client *client = xcalloc(1, sizeof *client);

    thread_check("client_new");
    client_must(curl_global_init_mem(CURL_GLOBAL_DEFAULT, xmalloc, free,
                                     xrealloc, xstrdup, xcalloc));
    client->reactor = reactor;
    client->seconds = client_options_seconds();
    client->news_end = &client->news;
    client->trigger =
        reactor_add_trigger(reactor, TRIGGER_FREE, free_with_reactor, client);
    client_loop_open(client);
    client_socket_attach(client);
    return client;
}

void client_set_guard(Client *client, ClientGuard *fn)
{
    thread_check("client_set_guard");
    client->guard = fn;
}

/* Callbacks of those that are canceled here may want to ask again. */
void client_free(Client *client)
{
    thread_check("client_free");
    /* From here on each request is refused, so the loop below comes to an
       end. */
    client->is_closing = true;
    reactor_remove_trigger(client->reactor, client->trigger);
    while (client->transfers)
        client_transfer_cancel(client->transfers);
    client_loop_close(client);
    client_socket_close_all(client);
}

/* The kept texts of a URL and a query are needed here only. */
Deferred *client_request(Client *client, const ClientRequest *request)
{
    thread_check("client_request");
    Transfer *transfer = client_transfer_new(client);
    Kept *mark = keep_begin();
    Value failure = client_request_apply(transfer, request);

    keep_end(mark);
    if (!failed(failure) && client->is_closing)
        failure = value_failure(UV_ECANCELED, "%s: the client is closed",
                                transfer->response->name);
    if (failed(failure))
        return client_transfer_refuse(transfer, failure);
    return client_transfer_start(transfer);
}

Deferred *client_get(Client *client, const char *url)
{
    thread_check("client_get");
    return client_request(client, &(ClientRequest){.url = url});
}

Deferred *client_post(Client *client, const char *url, Value body)
{
    thread_check("client_post");
    return client_request(client, &(ClientRequest){
                                      .method = "POST",
                                      .url = url,
                                      .body = body,
                                  });
}

static Value read_text(Value response, void *arg)
{
    return value_deferred(response_text(response));
}

static Value read_json(Value response, void *arg)
{
    return value_deferred(response_json(response));
}

/* The head of the answer comes first, and is checked; then read() asks for the
   body. A failure skips what is left of this. */
static Deferred *get_body(Client *client, const char *url, Callback *read)
{
    Deferred *d = client_get(client, url);

    deferred_add_callback(d, response_check, NULL);
    deferred_add_callback(d, read, NULL);
    return d;
}

Deferred *client_get_text(Client *client, const char *url)
{
    thread_check("client_get_text");
    return get_body(client, url, read_text);
}

Deferred *client_get_json(Client *client, const char *url)
{
    thread_check("client_get_json");
    return get_body(client, url, read_json);
}
