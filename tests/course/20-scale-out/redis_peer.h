/*
 * A server for the tests of redis.c that knows no Redis. It sends what the
 * test has written down, and ends the connection, or does not. It runs on the
 * test's own loop, so the order of events is the same in each run.
 *
 *     begin((Script){.pieces = {"+OK\r\n", ":1\r\n"}, .then = CLOSE});
 *
 * The first bytes that a client sends make the peer send its pieces, each in a
 * turn of its own.
 */
#ifndef REDIS_PEER_H
#define REDIS_PEER_H

#include "redis.h"

#include "keep.h"
#include "nothing_left.h"
#include "xmalloc.h"

#include <arpa/inet.h>

typedef enum { STAY, CLOSE, RESET } Then;

typedef struct {
    const char *pieces[8];
    Then then;
} Script;

static Reactor *reactor;
static RedisAddress address;
static uv_tcp_t peer, *link_to_client;
static Script script;
static size_t pieces_sent;
static char heard[4096]; /* what the client has sent */
static size_t heard_length;

static inline void free_link(uv_handle_t *link)
{
    free(link);
}

static inline void close_link(void)
{
    if (!link_to_client)
        return;
    if (script.then == RESET)
        uv_tcp_close_reset(link_to_client, free_link);
    else
        uv_close((uv_handle_t *)link_to_client, free_link);
    link_to_client = NULL;
}

static inline void send_next_piece(void *unused)
{
    const char *piece = script.pieces[pieces_sent];
    uv_buf_t bytes;

    if (!link_to_client)
        return;
    if (!piece) {
        if (script.then != STAY)
            close_link();
        return;
    }
    pieces_sent++;
    bytes = uv_buf_init((char *)piece, (unsigned)strlen(piece));
    CHECK_INT(uv_try_write((uv_stream_t *)link_to_client, &bytes, 1),
              bytes.len);
    reactor_call_later(reactor, 0.001, send_next_piece, NULL);
}

static inline void offer_room(uv_handle_t *link, size_t size, uv_buf_t *room)
{
    *room = uv_buf_init(heard + heard_length,
                        sizeof heard - 1 - (unsigned)heard_length);
}

static inline void hear(uv_stream_t *link, ssize_t length,
                        const uv_buf_t *room)
{
    if (length < 0) {
        close_link();
        return;
    }
    if (heard_length == 0)
        send_next_piece(NULL);
    heard_length += (size_t)length;
    heard[heard_length] = '\0';
}

static inline void take_link(uv_stream_t *listener, int status)
{
    CHECK_INT(status, 0);
    link_to_client = xcalloc(1, sizeof *link_to_client);
    uv_tcp_init(reactor_loop(reactor), link_to_client);
    CHECK_INT(uv_accept(listener, (uv_stream_t *)link_to_client), 0);
    uv_read_start((uv_stream_t *)link_to_client, offer_room, hear);
}

static inline void set_address(const char *login, int port)
{
    Value text = value_textf("redis://%s127.0.0.1:%d/test", login, port);

    CHECK(!failed(redis_address_parse(as_text(text), &address)));
    value_free(text);
}

static inline void begin(Script new_script)
{
    struct sockaddr_in place;
    int size = sizeof place;

    script = new_script;
    reactor = reactor_new();
    uv_tcp_init(reactor_loop(reactor), &peer);
    uv_ip4_addr("127.0.0.1", 0, &place);
    uv_tcp_bind(&peer, (struct sockaddr *)&place, 0);
    CHECK_INT(uv_listen((uv_stream_t *)&peer, 16, take_link), 0);
    uv_tcp_getsockname(&peer, (struct sockaddr *)&place, &size);
    set_address("", ntohs(place.sin_port));
}

static inline void stop_listening(void)
{
    if (!uv_is_closing((uv_handle_t *)&peer))
        uv_close((uv_handle_t *)&peer, NULL);
}

/* Redis has been freed, and its handle is closed with the reactor. */
static inline void end(void)
{
    stop_listening();
    close_link();
    reactor_free(reactor);
}

static inline void receive(Value result, void *slot)
{
    *(Value *)slot = value_copy(result);
}

/* Gives d away, and lends its result until the test ends. */
static inline Value wait_for(Deferred *d)
{
    Value result = {.kind = VALUE_DEFERRED};

    deferred_deliver(d, receive, &result);
    while (result.kind == VALUE_DEFERRED)
        uv_run(reactor_loop(reactor), UV_RUN_ONCE);
    return keep(result);
}

/* Has to fail so. Returns the message. */
static inline const char *failure_of(Deferred *d, int code)
{
    Value result = wait_for(d);

    CHECK(failed(result));
    CHECK_TEXT(failure_name(as_failure(result)->code), failure_name(code));
    return as_failure(result)->message;
}

#endif
