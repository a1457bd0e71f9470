/*
 * A server that lets whoever connects wait: it listens, but its queue of
 * connections is full. When it stops, those who wait are refused, though not
 * before they try again, which is after a second.
 */
#ifndef BUSY_H
#define BUSY_H

#include "keep.h"
#include "unit.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <uv.h>

enum { BUSY_SOCKETS = 3 };      /* one listens, two fill its queue */

typedef struct {
    int sockets[BUSY_SOCKETS];
} BusyServer;

/* Returns its URL, lent until the test ends. Port 0 is a free one. */
static inline const char *busy_start(BusyServer *server, const char *host,
                                     int port)
{
    struct sockaddr_in address;
    struct sockaddr *any = (struct sockaddr *)&address;
    socklen_t size = sizeof address;

    uv_ip4_addr(host, port, &address);
    for (int i = 0; i < BUSY_SOCKETS; i++)
        server->sockets[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    CHECK_INT(bind(server->sockets[0], any, size), 0);
    CHECK_INT(listen(server->sockets[0], 0), 0);
    getsockname(server->sockets[0], any, &size);
    for (int i = 1; i < BUSY_SOCKETS; i++)
        (void)!connect(server->sockets[i], any, size);
    return as_text(keep(value_textf("http://%s:%d/", host,
                                    ntohs(address.sin_port))));
}

static inline void busy_stop(BusyServer *server)
{
    for (int i = 0; i < BUSY_SOCKETS; i++)
        close(server->sockets[i]);
}

#endif
