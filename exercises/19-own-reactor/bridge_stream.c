/*
 * Sockets: bind, open, read and write, each with a descriptor that never
 * blocks. A stream says which events it waits for; on_ready() gets them from
 * the loop and calls the library back.
 */
#include "bridge.h"

#include "die.h"
#include "xmalloc.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

static void on_ready(int happened, void *arg);

/* Watches for the stream's next event: input, or room for output. */
static void await_next(Part *part)
{
    short input = part->on_read ? POLLIN : 0;
    short output = part->write ? POLLOUT : 0;

    bridge_await(part, (short)(input | output), on_ready);
}

int uv_tcp_init(uv_loop_t *uv, uv_tcp_t *tcp)
{
    bridge_add(uv, tcp, UV_TCP);
    return 0;
}

int uv_pipe_init(uv_loop_t *uv, uv_pipe_t *pipe, int ipc)
{
    bridge_add(uv, pipe, UV_NAMED_PIPE);
    return 0;
}

static int open_and_bind(Part *part, const struct sockaddr *address,
                         socklen_t length)
{
    int one = 1, fd = socket(address->sa_family, SOCK_STREAM, 0);

    if (fd < 0)
        return -errno;
    bridge_own_fd(fd);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, address, length) != 0) {
        int status = -errno;

        close(fd);
        return status;
    }
    part->fd = fd;
    return 0;
}

int uv_tcp_bind(uv_tcp_t *tcp, const struct sockaddr *address, unsigned flags)
{
    return open_and_bind(bridge_part(tcp), address,
                         address->sa_family == AF_INET6
                             ? sizeof(struct sockaddr_in6)
                             : sizeof(struct sockaddr_in));
}

int uv_pipe_bind(uv_pipe_t *pipe, const char *path)
{
    Part *part = bridge_part(pipe);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int status;

    if (strlen(path) >= sizeof address.sun_path)
        return UV_ENAMETOOLONG;
    strcpy(address.sun_path, path);
    status = open_and_bind(part, (struct sockaddr *)&address, sizeof address);
    if (status == 0)
        part->path = xstrdup(path);
    return status;
}

int uv_tcp_getsockname(const uv_tcp_t *tcp, struct sockaddr *name, int *length)
{
    socklen_t size = (socklen_t)*length;

    if (getsockname(bridge_part(tcp)->fd, name, &size) != 0)
        return -errno;
    *length = (int)size;
    return 0;
}

int uv_tcp_nodelay(uv_tcp_t *tcp, int enable)
{
    return setsockopt(bridge_part(tcp)->fd, IPPROTO_TCP, TCP_NODELAY, &enable,
                      sizeof enable) == 0
               ? 0
               : -errno;
}

/* The server accepts by itself, and brings the descriptor. */
int uv_tcp_open(uv_tcp_t *tcp, uv_os_sock_t fd)
{
    bridge_own_fd(fd);
    bridge_part(tcp)->fd = fd;
    return 0;
}

int uv_pipe_open(uv_pipe_t *pipe, uv_file fd)
{
    bridge_own_fd(fd);
    bridge_part(pipe)->fd = fd;
    return 0;
}

int uv_read_start(uv_stream_t *stream, uv_alloc_cb alloc, uv_read_cb fn)
{
    Part *part = bridge_part(stream);

    part->alloc = alloc;
    part->on_read = fn;
    await_next(part);
    return 0;
}

int uv_read_stop(uv_stream_t *stream)
{
    Part *part = bridge_part(stream);

    part->on_read = NULL;
    await_next(part);
    return 0;
}

/* Once the stream has ended or failed, each read would say so again. To hear
   it once is enough, so reading stops. */
static void read_some(Part *part)
{
    uv_stream_t *stream = (uv_stream_t *)part->handle;
    uv_read_cb on_read = part->on_read;
    uv_buf_t buf = {0};
    ssize_t count;

    part->alloc(part->handle, READ_SIZE, &buf);
    count = read(part->fd, buf.base, buf.len);
    if (count == 0)
        count = UV_EOF;
    else if (count < 0)
        count = errno == EAGAIN || errno == EINTR ? 0 : -errno;
    if (count < 0)
        uv_read_stop(stream);
    on_read(stream, count, &buf);
}

int uv_write(uv_write_t *write, uv_stream_t *stream, const uv_buf_t bufs[],
             unsigned count, uv_write_cb fn)
{
    Part *part = bridge_part(stream);

    if (part->write || count != 1)
        die("uv_write: the bridge writes one buffer at a time");
    part->write = write;
    part->on_write = fn;
    part->rest = bufs[0];
    await_next(part);
    return 0;
}

size_t uv_stream_get_write_queue_size(const uv_stream_t *stream)
{
    const Part *part = bridge_part(stream);

    return part->write ? part->rest.len : 0;
}

static void write_some(Part *part)
{
    uv_write_t *done = part->write;
    ssize_t count = write(part->fd, part->rest.base, part->rest.len);
    int status = count < 0 ? -errno : 0;

    if (status == UV_EAGAIN || status == UV_EINTR)
        return;
    if (status == 0) {
        part->rest.base += count;
        part->rest.len -= (size_t)count;
        if (part->rest.len > 0)
            return;
    }
    part->write = NULL;
    await_next(part);
    part->on_write(done, status);
}

/* A hang-up or an error shows when we try to read or write. */
static void on_ready(int happened, void *arg)
{
    Part *part = arg;

    if (part->on_read && (happened & ~POLLOUT))
        read_some(part);
    if (part->write && !part->closing && (happened & ~POLLIN))
        write_some(part);
}
