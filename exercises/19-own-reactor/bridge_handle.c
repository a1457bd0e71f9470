/*
 * What all kinds of handles have in common: the Part that belongs to each, and
 * uv_close(), whose callback comes a turn later. The library calls the uv_
 * functions; the other files of the bridge call the rest.
 */
#include "bridge.h"

#include "die.h"
#include "xmalloc.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

Part *bridge_part(const void *handle)
{
    return ((const uv_handle_t *)handle)->u.reserved[0];
}

Part *bridge_add(uv_loop_t *uv, void *handle, uv_handle_type kind)
{
    Bridge *bridge = uv->internal_fields;
    uv_handle_t *base = handle;
    Part *part = xcalloc(1, sizeof *part);

    base->loop = uv;
    base->type = kind;
    base->u.reserved[0] = part;
    part->handle = handle;
    part->bridge = bridge;
    part->fd = part->wake_fd = -1;
    part->next = bridge->parts;
    bridge->parts = part;
    return part;
}

void bridge_own_fd(int fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
}

void bridge_await(Part *part, short events, LoopReady *ready)
{
    Loop *loop = part->bridge->loop;

    if (part->events == events)
        return;
    if (part->events)
        loop_unwatch(loop, part->fd);
    if (events)
        loop_watch(loop, part->fd, events, ready, part);
    part->events = events;
    part->active = events;
}

static void take_out(Part *part)
{
    Part **place = &part->bridge->parts;

    while (*place != part)
        place = &(*place)->next;
    *place = part->next;
}

static void finish_close(void *arg)
{
    Part *part = arg;
    uv_handle_t *handle = part->handle;
    uv_close_cb on_close = part->on_close;

    if (part->write)
        part->on_write(part->write, UV_ECANCELED);
    take_out(part);
    free(part);
    if (on_close)
        on_close(handle);
}

static void close_fds(Part *part)
{
    bridge_await(part, 0, NULL);
    if (part->fd >= 0 && !part->lent)
        close(part->fd);
    if (part->wake_fd >= 0)
        close(part->wake_fd);
    if (part->path)
        unlink(part->path);
    free(part->path);
    part->fd = part->wake_fd = -1;
}

/* on_close is called a little later: until then, callers further up the stack
   may still use the handle. */
void uv_close(uv_handle_t *handle, uv_close_cb on_close)
{
    Part *part = bridge_part(handle);
    Loop *loop = part->bridge->loop;

    if (part->closing)
        die("uv_close: this handle is being closed already");
    part->closing = true;
    part->active = false;
    part->on_close = on_close;
    loop_cancel(loop, part->call);
    close_fds(part);
    loop_call_at(loop, loop_seconds(), finish_close, part);
}

int uv_is_closing(const uv_handle_t *handle)
{
    return bridge_part(handle)->closing;
}

int uv_is_active(const uv_handle_t *handle)
{
    return bridge_part(handle)->active;
}

void uv_ref(uv_handle_t *handle)
{
    bridge_part(handle)->unref = false;
}

void uv_unref(uv_handle_t *handle)
{
    bridge_part(handle)->unref = true;
}

int uv_fileno(const uv_handle_t *handle, uv_os_fd_t *fd)
{
    *fd = bridge_part(handle)->fd;
    return *fd < 0 ? UV_EBADF : 0;
}

void uv_walk(uv_loop_t *uv, uv_walk_cb fn, void *arg)
{
    const Bridge *bridge = uv->internal_fields;

    for (Part *part = bridge->parts; part; part = part->next)
        fn(part->handle, arg);
}
