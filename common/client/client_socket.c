#define _GNU_SOURCE     /* SOCK_CLOEXEC */
#include "client_inside.h"

#include "die.h"
#include "xmalloc.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * libcurl says for each socket what it waits for, and says it anew for each
 * request, also on a connection that is kept: wait, wait no longer, wait. So
 * a handle is opened with its socket, and only started and stopped by these
 * wishes, until the socket is closed.
 */
struct Watch {
    uv_poll_t poll;
    Client *client;
    curl_socket_t socket;
    bool is_foreign;        /* opened by libcurl itself */
};

/* So a wish of libcurl's needs no translation. */
_Static_assert((int)CURL_POLL_IN == (int)UV_READABLE &&
               (int)CURL_POLL_OUT == (int)UV_WRITABLE &&
               CURL_CSELECT_IN == (int)UV_READABLE &&
               CURL_CSELECT_OUT == (int)UV_WRITABLE,
               "libcurl and libuv name events differently");

static Watch **place_of(Client *client, curl_socket_t socket)
{
    size_t count = client->watch_count, number = (size_t)socket;

    if (number >= count) {
        client->watch_count = 2 * number + 16;
        client->watches = xrealloc(client->watches, client->watch_count *
                                   sizeof(Watch *));
        while (count < client->watch_count)
            client->watches[count++] = NULL;
    }
    return &client->watches[number];
}

static void free_watch(uv_handle_t *poll)
{
    free(poll->data);
}

static void close_watch(Watch *watch)
{
    *place_of(watch->client, watch->socket) = NULL;
    uv_close((uv_handle_t *)&watch->poll, free_watch);
}

/* libuv has stopped to watch a socket with an error; libcurl finds out which
   one when it reads. */
static void on_event(uv_poll_t *poll, int status, int events)
{
    Watch *watch = poll->data;

    if (status != 0)
        events = CURL_CSELECT_ERR;
    client_loop_act(watch->client, watch->socket, events);
}

/* No events at all: it is watched no longer, and does not keep the loop
   running. */
static void watch_for(Watch *watch, int events)
{
    int status = uv_poll_start(&watch->poll, events, on_event);

    if (status != 0)
        die("client: cannot watch a socket: %s", uv_strerror(status));
}

/* If there is a watch of this number already, its socket was given up and
   closed, and the system has given its number away again. */
static Watch *open_watch(Client *client, curl_socket_t socket)
{
    Watch *watch = xcalloc(1, sizeof *watch);
    Watch *stale = *place_of(client, socket);
    int status;

    if (stale)
        close_watch(stale);
    status = uv_poll_init_socket(reactor_loop(client->reactor), &watch->poll,
                                 socket);
    if (status != 0) {
        free(watch);
        errno = -status;
        return NULL;
    }
    watch->poll.data = watch;
    watch->client = client;
    watch->socket = socket;
    *place_of(client, socket) = watch;
    return watch;
}

/* Foreign sockets are closed without a word, right after libcurl has said
   that it does not wait for them any more. */
static int on_wish(CURL *easy, curl_socket_t socket, int what, void *arg,
                   void *unused)
{
    Watch *watch = *place_of(arg, socket);
    bool is_over = what == CURL_POLL_REMOVE;

    if (!watch && is_over)
        return 0;
    if (!watch) {
        watch = open_watch(arg, socket);
        if (!watch)
            return -1;
        watch->is_foreign = true;
    }
    if (is_over && watch->is_foreign)
        close_watch(watch);
    else
        watch_for(watch, is_over ? 0 : what);
    return 0;
}

static curl_socket_t open_socket(void *arg, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    Transfer *transfer = arg;
    int number = socket(address->family, address->socktype | SOCK_CLOEXEC,
                        address->protocol);

    if (number >= 0 && open_watch(transfer->client, number))
        return number;
    transfer->socket_error = uv_translate_sys_error(errno);
    if (number >= 0)
        close(number);
    return CURL_SOCKET_BAD;
}

static int close_socket(void *arg, curl_socket_t socket)
{
    close_watch(*place_of(arg, socket));
    return close(socket);
}

void client_socket_attach(Client *client)
{
    curl_multi_setopt(client->multi, CURLMOPT_SOCKETFUNCTION, on_wish);
    curl_multi_setopt(client->multi, CURLMOPT_SOCKETDATA, client);
}

void client_socket_close_all(Client *client)
{
    for (size_t i = 0; i < client->watch_count; i++)
        if (client->watches[i])
            close_watch(client->watches[i]);
}

/* A connection outlives the transfer that has opened it. */
bool client_socket_use(Transfer *transfer)
{
    CURL *easy = transfer->easy;
    Client *client = transfer->client;

    return !curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket) &&
           !curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer) &&
           !curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION,
                             close_socket) &&
           !curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, client);
}
