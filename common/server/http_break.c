#include "http_inside.h"

#include <sys/socket.h>

/* To close a socket that lingers for no time is a reset. */
static void reset_at_close(HttpConnection *c)
{
    struct linger none = {.l_onoff = 1};
    uv_os_fd_t fd;

    uv_fileno(&c->uv.handle, &fd);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

void http_break(Request *request, const void *octets, size_t length,
                bool reset)
{
    HttpConnection *c = request->connection;

    if (request->abandoned)
        return;
    request->breaks = true;
    request->resets = reset;
    if (reset)
        reset_at_close(c);
    buffer_add(http_write_buffer(c), octets, length);
}
