/*
 * Commands come in from redis_command(), and their bytes go to the socket;
 * bytes come back, and each reply fires the Deferred that is first in line.
 * However a connection ends, end_connection() does it: it closes the handle,
 * and fails all commands in line.
 *
 * A connection is the user's until redis_free(), and libuv's until its handle
 * is closed. The last of the two frees the memory.
 */
#include "redis.h"

#include "delayed_call.h"
#include "die.h"
#include "redis_reply.h"
#include "xmalloc.h"

#include <hiredis.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct Asked Asked;

/* One command: its bytes while they are written, its place in line. */
struct Asked {
    Asked *next;
    Deferred *reply; /* the firing end */
};

typedef struct {
    uv_write_t write;
    char *bytes; /* of hiredis */
} Sending;

struct Redis {
    uv_tcp_t tcp; /* first, so that its address is the connection's */
    uv_connect_t connecting;
    Reactor *reactor;
    redisReader *reader;
    Asked *first;
    Asked **end; /* the link that the next one is added to */
    size_t waiting;
    double seconds;   /* that a reply may take */
    DelayedCall late; /* active while somebody is in line */
    int ended;        /* UV_E*, why; or 0 */
    int owners;       /* the user, and libuv */
    char shown[2 * REDIS_WORD];
};

static void drop_owner(Redis *redis)
{
    if (--redis->owners > 0)
        return;
    redisReaderFree(redis->reader);
    free(redis);
}

static void on_closed(uv_handle_t *handle)
{
    drop_owner((Redis *)handle);
}

/* Fires the first in line. What that runs may ask again, or free redis. */
static void answer_first(Redis *redis, Value reply)
{
    Asked *asked = redis->first;
    Deferred *d = asked->reply;

    redis->first = asked->next;
    if (!redis->first)
        redis->end = &redis->first;
    redis->waiting--;
    free(asked);
    deferred_fire(&d, reply);
}

static Value failure_of(const Redis *redis, int code)
{
    return value_failure(code, "%s: %s", redis->shown, uv_strerror(code));
}

static void end_connection(Redis *redis, int code)
{
    if (redis->ended != 0)
        return;
    redis->ended = code;
    delayed_call_cancel(redis->reactor, redis->late);
    uv_close((uv_handle_t *)&redis->tcp, on_closed);
    while (redis->first)
        answer_first(redis, failure_of(redis, code));
}

static void on_late(void *arg)
{
    end_connection(arg, UV_ETIMEDOUT);
}

/* The first in line has its time from now on. An idle connection is no reason
   for the loop to run: nothing will come of it. */
static void watch_first(Redis *redis)
{
    delayed_call_cancel(redis->reactor, redis->late);
    if (redis->waiting > 0) {
        redis->late =
            reactor_call_later(redis->reactor, redis->seconds, on_late, redis);
        uv_ref((uv_handle_t *)&redis->tcp);
    } else {
        uv_unref((uv_handle_t *)&redis->tcp);
    }
}

static void answer_all(Redis *redis)
{
    Value reply;
    int status;

    while ((status = redis_reply_next(redis->reader, &reply)) == 1) {
        if (!redis->first) {
            value_free(reply); /* and it was not even asked */
            status = UV_EPROTO;
            break;
        }
        answer_first(redis, reply);
        if (redis->ended != 0)
            return;
    }
    if (status < 0)
        end_connection(redis, status);
    else
        watch_first(redis);
}

static void lend_room(uv_handle_t *handle, size_t size, uv_buf_t *room)
{
    static char bytes[64 * 1024]; /* on_read() leaves nothing in it */

    *room = uv_buf_init(bytes, sizeof bytes);
}

static void on_read(uv_stream_t *stream, ssize_t length, const uv_buf_t *room)
{
    Redis *redis = (Redis *)stream;
    int status;

    if (length < 0) {
        end_connection(redis, length == UV_EOF ? UV_ECONNRESET : (int)length);
        return;
    }
    status = redis_reply_feed(redis->reader, room->base, (size_t)length);
    if (status != 0)
        end_connection(redis, status);
    else if (length > 0)
        answer_all(redis);
}

/* After uv_close() it comes once more, with UV_ECANCELED. */
static void on_connected(uv_connect_t *connecting, int status)
{
    Redis *redis = (Redis *)connecting->handle;

    if (status == 0 && redis->ended == 0)
        status = uv_read_start((uv_stream_t *)&redis->tcp, lend_room, on_read);
    if (status != 0)
        end_connection(redis, status);
}

static void on_written(uv_write_t *write, int status)
{
    Sending *sending = (Sending *)write;

    redisFreeCommand(sending->bytes);
    free(sending); /* a failure comes from on_read(), too */
}

/* While the socket connects, libuv keeps the bytes for it. */
static int send_bytes(Redis *redis, char *bytes, size_t length)
{
    Sending *sending = xcalloc(1, sizeof *sending);
    uv_buf_t buffer = uv_buf_init(bytes, (unsigned)length);
    int status;

    sending->bytes = bytes;
    status = uv_write(&sending->write, (uv_stream_t *)&redis->tcp, &buffer, 1,
                      on_written);
    if (status != 0)
        on_written(&sending->write, status);
    return status;
}

static Deferred *stand_in_line(Redis *redis)
{
    Asked *asked = xcalloc(1, sizeof *asked);

    asked->reply = deferred_new();
    *redis->end = asked;
    redis->end = &asked->next;
    if (++redis->waiting == 1)
        watch_first(redis);
    return asked->reply;
}

Deferred *redis_command(Redis *redis, const char *format, ...)
{
    char *bytes;
    va_list args;
    int length, status = redis->ended;

    va_start(args, format);
    length = redisvFormatCommand(&bytes, format, args);
    va_end(args);
    if (length < 0)
        die("redis_command: hiredis cannot read the format \"%s\"", format);
    if (status != 0)
        redisFreeCommand(bytes);
    else
        status = send_bytes(redis, bytes, (size_t)length);
    if (status != 0)
        return deferred_fail(failure_of(redis, status));
    return stand_in_line(redis);
}

static void on_login(Value reply, void *redis)
{
    if (failed(reply))
        end_connection(redis, UV_EACCES); /* unless it has ended already */
}

static void log_in(Redis *redis, const RedisAddress *address)
{
    Deferred *d = address->user[0] == '\0'
                      ? redis_command(redis, "AUTH %s", address->password)
                      : redis_command(redis, "AUTH %s %s", address->user,
                                      address->password);

    deferred_deliver(d, on_login, redis);
}

Redis *redis_connect(Reactor *reactor, const RedisAddress *address,
                     double seconds)
{
    Redis *redis = xcalloc(1, sizeof *redis);
    int status;

    redis->reactor = reactor;
    redis->reader = redis_reply_reader();
    redis->end = &redis->first;
    redis->seconds = seconds;
    redis->owners = 2;
    memcpy(redis->shown, address->shown, sizeof redis->shown);
    uv_tcp_init(reactor_loop(reactor), &redis->tcp);
    status = uv_tcp_connect(&redis->connecting, &redis->tcp,
                            (const struct sockaddr *)&address->socket,
                            on_connected);
    if (status != 0)
        end_connection(redis, status);
    uv_tcp_nodelay(&redis->tcp, 1);
    if (address->password[0] != '\0')
        log_in(redis, address);
    return redis;
}

bool redis_ended(const Redis *redis)
{
    return redis->ended != 0;
}

size_t redis_waiting(const Redis *redis)
{
    return redis->waiting;
}

void redis_free(Redis *redis)
{
    end_connection(redis, UV_ECANCELED);
    drop_owner(redis);
}
