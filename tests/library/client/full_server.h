/*
 * A server whose queue of connections is full: it listens, but a client that
 * connects has to wait. When it stops, the waiting clients are refused, but
 * only when they try again, after a second.
 */
#ifndef FULL_SERVER_H
#define FULL_SERVER_H

#include "keep.h"
#include "unit.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <uv.h>

enum { FULL_SERVER_SOCKETS = 3 }; /* one listens, two fill its queue */

typedef struct {
    int sockets[FULL_SERVER_SOCKETS];
} FullServer;

/* Returns its URL, lent until the test ends. Port 0 is a free one. */
static inline const char *full_server_start(FullServer *server,
                                            const char *host, int port)
{
    struct sockaddr_in address;
    struct sockaddr *any = (struct sockaddr *)&address;
    socklen_t size = sizeof address;

    uv_ip4_addr(host, port, &address);
    for (int i = 0; i < FULL_SERVER_SOCKETS; i++)
        server->sockets[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    CHECK_INT(bind(server->sockets[0], any, size), 0);
    CHECK_INT(listen(server->sockets[0], 0), 0);
    getsockname(server->sockets[0], any, &size);
    for (int i = 1; i < FULL_SERVER_SOCKETS; i++)
        (void)!connect(server->sockets[i], any, size);
    return as_text(
        keep(value_textf("http://%s:%d/", host, ntohs(address.sin_port))));
}

static inline void full_server_stop(FullServer *server)
{
    for (int i = 0; i < FULL_SERVER_SOCKETS; i++)
        close(server->sockets[i]);
}

#endif
