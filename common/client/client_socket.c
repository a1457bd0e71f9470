/*
 * For each socket libcurl tells us which events it waits for, and tells us
 * anew for each request, also on a kept connection: wait, wait no longer,
 * wait. So we open a handle of libuv's with the socket, and only start and
 * stop it by these wishes until the socket is closed. The events go to
 * client_loop.c.
 *
 * A socket that has never carried a request may be closed by libcurl without
 * a word, right after it has said that it waits no longer. By then its number
 * may be another socket's. So such a handle is closed at that word.
 */
#define _GNU_SOURCE /* SOCK_CLOEXEC */
#include "client_inside.h"

#include "die.h"
#include "xmalloc.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct Watch {
    uv_poll_t poll;
    Client *client;
    curl_socket_t socket;
    int wish;          /* the events that libcurl waits for */
    bool is_connected; /* libcurl will say when it closes the socket */
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
        client->watches =
            xrealloc(client->watches, client->watch_count * sizeof(Watch *));
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

static void watch_for(Watch *watch, int events);

/* libuv stops watching a socket that has an error. libcurl finds out which
   one when it reads, which may be after an answer that has still come: told
   of an error alone, it would not even read. It may take several calls until
   it comes to the error, so the watch goes on. */
static void on_event(uv_poll_t *poll, int status, int events)
{
    Watch *watch = poll->data;

    if (status != 0) {
        watch_for(watch, watch->wish);
        events = watch->wish | CURL_CSELECT_IN | CURL_CSELECT_ERR;
    }
    client_loop_act(watch->client, watch->socket, events);
}

/* No events at all: it is watched no longer, and does not keep the loop
   running. */
static void watch_for(Watch *watch, int events)
{
    int status = uv_poll_start(&watch->poll, events, on_event);

    if (status != 0)
        die("client: cannot watch a socket: %s", uv_strerror(status));
    watch->wish = events;
}

static Watch *new_watch(Client *client, curl_socket_t socket)
{
    Watch *watch = xcalloc(1, sizeof *watch);
    int status = uv_poll_init_socket(reactor_loop(client->reactor),
                                     &watch->poll, socket);

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

/* If there is a watch of this number already, its socket was closed without a
   word, and the system has given its number away again. libcurl does not
   notice, and believes that this number is watched as before. */
static Watch *open_watch(Client *client, curl_socket_t socket)
{
    Watch *stale = *place_of(client, socket);
    int wish = stale ? stale->wish : 0;
    Watch *watch;

    if (stale)
        close_watch(stale);
    watch = new_watch(client, socket);
    if (watch)
        watch_for(watch, wish);
    return watch;
}

static void end_watch(Watch *watch)
{
    if (watch->is_connected)
        watch_for(watch, 0);
    else
        close_watch(watch);
}

/* A socket that has no watch yet is one that libcurl has opened itself, to
   look up a name. If it cannot be watched the look-up ends all the same, for
   libcurl looks after it from time to time. To return -1 would end all
   transfers. */
static int take_wish(CURL *easy, curl_socket_t socket, int what, void *arg,
                     void *unused)
{
    Watch *watch = *place_of(arg, socket);

    if (what != CURL_POLL_REMOVE) {
        if (!watch)
            watch = open_watch(arg, socket);
        if (watch)
            watch_for(watch, what);
    } else if (watch) {
        end_watch(watch);
    }
    return 0;
}

/* libcurl has looked up the name, and connects the socket that we open to this
   address and no other. */
static bool is_allowed(const Transfer *transfer,
                       const struct curl_sockaddr *address)
{
    ClientGuard *guard = transfer->client->guard;

    return !guard || guard(&address->addr);
}

static curl_socket_t open_socket(void *arg, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    Transfer *transfer = arg;
    int number;

    if (!is_allowed(transfer, address)) {
        transfer->socket_error = UV_EACCES;
        return CURL_SOCKET_BAD;
    }
    number = socket(address->family, address->socktype | SOCK_CLOEXEC,
                    address->protocol);
    if (number >= 0 && open_watch(transfer->client, number)) {
        transfer->opened = number;
        transfer->socket_error = 0;
        return number;
    }
    transfer->socket_error = uv_translate_sys_error(errno);
    if (number >= 0)
        close(number);
    return CURL_SOCKET_BAD;
}

static int close_socket(void *arg, curl_socket_t socket)
{
    Watch *watch = *place_of(arg, socket);

    if (watch)
        close_watch(watch);
    return close(socket);
}

void client_socket_note_connection(const Transfer *transfer)
{
    curl_socket_t socket = transfer->opened;
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    Watch *watch = NULL;

    if (socket != CURL_SOCKET_BAD)
        watch = *place_of(transfer->client, socket);
    if (watch && getpeername(socket, (struct sockaddr *)&address, &size) == 0)
        watch->is_connected = true;
}

void client_socket_attach(Client *client)
{
    CURLM *multi = client->multi;

    client_must_multi(
        curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, take_wish));
    client_must_multi(curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, client));
}

void client_socket_close_all(Client *client)
{
    for (size_t i = 0; i < client->watch_count; i++)
        if (client->watches[i])
            close_watch(client->watches[i]);
}

/* A connection outlives the transfer that has opened it. */
void client_socket_use(Transfer *transfer)
{
    CURL *easy = transfer->easy;

    client_must(
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket));
    client_must(curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer));
    client_must(
        curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket));
    client_must(
        curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, transfer->client));
    transfer->opened = CURL_SOCKET_BAD;
}
