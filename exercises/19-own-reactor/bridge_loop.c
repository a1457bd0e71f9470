/*
 * The loop, and the handles without a socket: timers, prepare, check, async.
 * The library calls these functions as libuv's; each ends up in a call of
 * own_loop.h.
 */
#include "bridge.h"

#include "die.h"
#include "xmalloc.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int uv_loop_init(uv_loop_t *uv)
{
    Bridge *bridge = xcalloc(1, sizeof *bridge);

    bridge->loop = loop_new();
    uv->internal_fields = bridge;
    return 0;
}

int uv_loop_close(uv_loop_t *uv)
{
    Bridge *bridge = uv->internal_fields;

    if (bridge->parts)
        return UV_EBUSY;
    loop_free(bridge->loop);
    free(bridge);
    return 0;
}

int uv_loop_alive(const uv_loop_t *uv)
{
    const Bridge *bridge = uv->internal_fields;

    for (const Part *part = bridge->parts; part; part = part->next)
        if (part->closing || (part->active && !part->unref))
            return true;
    return false;
}

static void call_prepare(const Bridge *bridge)
{
    for (Part *part = bridge->parts; part; part = part->next)
        if (part->active && part->on_prepare)
            part->on_prepare((uv_prepare_t *)part->handle);
}

static void call_check(const Bridge *bridge)
{
    for (Part *part = bridge->parts; part; part = part->next)
        if (part->active && part->on_check)
            part->on_check((uv_check_t *)part->handle);
}

/* This is where your loop turns. */
int uv_run(uv_loop_t *uv, uv_run_mode mode)
{
    Bridge *bridge = uv->internal_fields;

    if (mode != UV_RUN_DEFAULT)
        die("uv_run: the bridge has no such mode");
    while (!bridge->stopped && uv_loop_alive(uv)) {
        call_prepare(bridge);
        loop_turn(bridge->loop);
        call_check(bridge);
    }
    bridge->stopped = false;
    return uv_loop_alive(uv);
}

void uv_stop(uv_loop_t *uv)
{
    Bridge *bridge = uv->internal_fields;

    bridge->stopped = true;
}

uint64_t uv_hrtime(void)
{
    return (uint64_t)(loop_seconds() * 1e9);
}

/* loop_seconds() is fresh at each call, so there is nothing to update. */
void uv_update_time(uv_loop_t *uv)
{
}

/* A trace asks how long the loop has slept. Yours does not count that. */
int uv_loop_configure(uv_loop_t *uv, uv_loop_option option, ...)
{
    return UV_ENOSYS;
}

uint64_t uv_metrics_idle_time(uv_loop_t *uv)
{
    return 0;
}

int uv_backend_timeout(const uv_loop_t *uv)
{
    return -1;
}

int uv_timer_init(uv_loop_t *uv, uv_timer_t *timer)
{
    bridge_add(uv, timer, UV_TIMER);
    return 0;
}

static void ring(void *arg)
{
    Part *part = arg;

    part->active = false;
    part->on_time((uv_timer_t *)part->handle);
}

int uv_timer_stop(uv_timer_t *timer)
{
    Part *part = bridge_part(timer);

    loop_cancel(part->bridge->loop, part->call);
    part->active = false;
    return 0;
}

int uv_timer_start(uv_timer_t *timer, uv_timer_cb fn, uint64_t milliseconds,
                   uint64_t repeat)
{
    Part *part = bridge_part(timer);

    if (repeat)
        die("uv_timer_start: the bridge has no timers that repeat");
    uv_timer_stop(timer);
    part->on_time = fn;
    part->active = true;
    part->call =
        loop_call_at(part->bridge->loop,
                     loop_seconds() + (double)milliseconds / 1e3, ring, part);
    return 0;
}

int uv_prepare_init(uv_loop_t *uv, uv_prepare_t *prepare)
{
    bridge_add(uv, prepare, UV_PREPARE);
    return 0;
}

int uv_prepare_start(uv_prepare_t *prepare, uv_prepare_cb fn)
{
    Part *part = bridge_part(prepare);

    part->on_prepare = fn;
    part->active = true;
    return 0;
}

int uv_check_init(uv_loop_t *uv, uv_check_t *check)
{
    bridge_add(uv, check, UV_CHECK);
    return 0;
}

int uv_check_start(uv_check_t *check, uv_check_cb fn)
{
    Part *part = bridge_part(check);

    part->on_check = fn;
    part->active = true;
    return 0;
}

static void wake(int happened, void *arg)
{
    Part *part = arg;
    char bytes[100];

    while (read(part->fd, bytes, sizeof bytes) > 0)
        ;
    part->on_wake((uv_async_t *)part->handle);
}

/* A pipe to ourselves: a byte that another thread or a signal handler writes
   into it ends the sleep. Many such bytes make one call. */
int uv_async_init(uv_loop_t *uv, uv_async_t *async, uv_async_cb fn)
{
    Part *part;
    int ends[2];

    if (pipe(ends) != 0)
        return -errno;
    part = bridge_add(uv, async, UV_ASYNC);
    part->fd = ends[0];
    part->wake_fd = ends[1];
    part->on_wake = fn;
    bridge_own_fd(part->fd);
    bridge_own_fd(part->wake_fd);
    bridge_await(part, POLLIN, wake);
    return 0;
}

int uv_async_send(uv_async_t *async)
{
    const Part *part = bridge_part(async);

    /* A full pipe wakes the loop, too. */
    if (write(part->wake_fd, "", 1) < 0 && errno != EAGAIN)
        return -errno;
    return 0;
}

/* A listening socket: its owner closes it. */
int uv_poll_init(uv_loop_t *uv, uv_poll_t *poll, int fd)
{
    Part *part = bridge_add(uv, poll, UV_POLL);

    part->fd = fd;
    part->lent = true;
    bridge_own_fd(fd);
    return 0;
}

static void on_event(int happened, void *arg)
{
    Part *part = arg;

    part->on_event((uv_poll_t *)part->handle, 0, UV_READABLE);
}

int uv_poll_start(uv_poll_t *poll, int events, uv_poll_cb fn)
{
    Part *part = bridge_part(poll);

    if (events != UV_READABLE)
        die("uv_poll_start: the bridge only watches for input");
    part->on_event = fn;
    bridge_await(part, POLLIN, on_event);
    return 0;
}

int uv_poll_stop(uv_poll_t *poll)
{
    bridge_await(bridge_part(poll), 0, NULL);
    return 0;
}
