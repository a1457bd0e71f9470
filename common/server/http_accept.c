/*
 * New connections: from a listener's socket to http_connection.c, which lives
 * with them.
 *
 * The server accepts by itself and not by uv_listen(), because of what
 * happens when the process has no descriptor left: libuv accepts such a
 * client with one that it has held back and closes it without a word, and the
 * client sees a reset. Here it hears a 503. So the last descriptors are not
 * for clients, and when all are in use (the client of a gateway takes some,
 * too) one that the server has held back is given up for a moment.
 */
#define _GNU_SOURCE /* accept4() */
#include "http_inside.h"

#include "delayed_call.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    AT_ONCE = 64,          /* are accepted, then others have their turn */
    DESCRIPTORS_LEFT = 16, /* for all else that the program does */
    MOST_EXTRAS = 8        /* that are turned away, and take their time */
};

static const double rest_seconds = 0.1;
static const HttpRefusal full = {503, "Too many connections."};

/* There is no descriptor for a connection: we say so and close, without
   waiting for the rest of the client's request. */
static void turn_away_at_once(int fd)
{
    static char rest[4096];
    Buffer out = {0};

    http_answer_refusal(&out, full, false);
    send(fd, out.bytes, out.length, MSG_NOSIGNAL | MSG_DONTWAIT);
    buffer_free(&out);
    shutdown(fd, SHUT_WR);
    while (recv(fd, rest, sizeof rest, MSG_DONTWAIT) > 0)
        continue;
    close(fd);
}

static void hold_spare_descriptor(HttpServer *server)
{
    if (server->spare_descriptor < 0)
        server->spare_descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void drop_spare_descriptor(HttpServer *server)
{
    if (server->spare_descriptor >= 0)
        close(server->spare_descriptor);
    server->spare_descriptor = -1;
}

static int accept_next(const HttpListener *listener)
{
    return accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

/* Returns whether there was one to turn away. */
static bool turn_next_away(HttpListener *listener)
{
    HttpServer *server = listener->server;
    int fd;

    drop_spare_descriptor(server);
    fd = accept_next(listener);
    if (fd >= 0) {
        server->turned_away++;
        turn_away_at_once(fd);
    }
    hold_spare_descriptor(server);
    return fd >= 0;
}

static void welcome(HttpListener *listener, int fd)
{
    HttpServer *server = listener->server;
    bool is_short = fd > listener->highest;
    bool is_full = is_short || server->open >= server->limits.connections;
    HttpConnection *c;

    server->turned_away += is_full;
    if (is_short && server->turning_away >= MOST_EXTRAS) {
        turn_away_at_once(fd);
        return;
    }
    if (http_crowd_add(server, listener->uv.handle.type, fd, is_full, &c) != 0)
        close(fd);
    if (is_full)
        http_connection_turn_away(c, full);
    else
        http_connection_wake(c);
}

static void start_again(void *arg)
{
    http_accept_start(arg);
}

static void rest_from_errors(HttpListener *listener)
{
    Reactor *reactor = listener->server->reactor;

    http_accept_stop(listener);
    listener->again =
        reactor_call_later(reactor, rest_seconds, start_again, listener);
}

/* A client that has left again is no error (accept(2) has the list). */
static bool is_harmless(int error)
{
    return error == EAGAIN || error == EINTR || error == ECONNABORTED ||
           error == EPROTO;
}

static void on_event(uv_poll_t *poll, int status, int events)
{
    HttpListener *listener = poll->data;
    HttpServer *server = listener->server;
    int fd = 0;

    http_sweep_start(server);
    for (int i = 0; i < AT_ONCE && fd >= 0 && server->listeners; i++) {
        fd = accept_next(listener);
        if (fd >= 0)
            welcome(listener, fd);
        else if ((errno == EMFILE || errno == ENFILE) &&
                 turn_next_away(listener))
            fd = 0;
        else if (!is_harmless(errno))
            rest_from_errors(listener);
    }
}

static int highest_descriptor(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > INT_MAX)
        return INT_MAX;
    return (int)limit.rlim_cur - 1 - DESCRIPTORS_LEFT;
}

int http_accept_start(HttpListener *listener)
{
    listener->highest = highest_descriptor();
    hold_spare_descriptor(listener->server);
    return uv_poll_start(&listener->poll, UV_READABLE, on_event);
}

void http_accept_stop(HttpListener *listener)
{
    delayed_call_cancel(listener->server->reactor, listener->again);
    uv_poll_stop(&listener->poll);
}

void http_accept_end(HttpServer *server)
{
    drop_spare_descriptor(server);
}
