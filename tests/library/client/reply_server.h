/*
 * A server for the tests of the client. It sends the replies that the test
 * has written down, even broken ones. It knows no HTTP: for each request it
 * looks the path up in the test's script, sends the reply as it stands, and
 * then keeps the connection, closes it or resets it.
 *
 *     static const Reply script[] = {
 *         {"/", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", STAY},
 *         {0},
 *     };
 *
 * It runs on the test's own loop, so that the order of events is the same in
 * each run. A test calls begin(), then wait_for() a Deferred or run_until() a
 * condition holds, then end(), which finds any leak.
 */
#ifndef REPLY_SERVER_H
#define REPLY_SERVER_H

#include "client.h"
#include "event_notes.h"
#include "keep.h"
#include "nothing_left.h"
#include "reactor.h"
#include "response.h"
#include "xmalloc.h"

#include <arpa/inet.h>
#include <uv.h>

typedef enum { STAY, CLOSE, RESET } Then;

typedef struct {
    const char *path;
    const char *reply; /* "": nothing is sent */
    Then then;
} Reply;

typedef struct Link Link;

/* A connection that the peer has accepted. */
struct Link {
    union {
        uv_tcp_t tcp;
        uv_pipe_t pipe; /* where the test listens on one */
    };
    Link *next;
    char input[256 * 1024];
    size_t length;
};

static Reactor *reactor;
static Client *client;
static const Reply *script;
static uv_tcp_t peer;
static int peer_port;
static Link *links; /* that are open, the newest first */
static int accepted, requests, open_links;
static char last_request[256 * 1024]; /* as it came */

static inline void forget_link(uv_handle_t *tcp)
{
    free(tcp->data);
}

static inline void unlink_link(Link *link)
{
    Link **place = &links;

    while (*place != link)
        place = &(*place)->next;
    *place = link->next;
    open_links--;
}

static inline void close_link(Link *link)
{
    unlink_link(link);
    uv_close((uv_handle_t *)&link->tcp, forget_link);
}

/* Lets the other side see a broken connection. */
static inline void reset_link(Link *link)
{
    unlink_link(link);
    uv_tcp_close_reset(&link->tcp, forget_link);
}

/* What does not fit in the socket's buffer stops the test. */
static inline void send_bytes(Link *link, const char *bytes, size_t length)
{
    uv_buf_t piece = uv_buf_init((char *)bytes, (unsigned)length);

    if (length > 0)
        CHECK_INT(uv_try_write((uv_stream_t *)&link->tcp, &piece, 1), length);
}

static inline void send_text(Link *link, const char *text)
{
    send_bytes(link, text, strlen(text));
}

static inline const Reply *find_reply(const char *request)
{
    const char *path = strchr(request, ' ') + 1;
    size_t length = strcspn(path, " ?");
    const Reply *reply = script;

    while (reply->path && (strlen(reply->path) != length ||
                           memcmp(reply->path, path, length) != 0))
        reply++;
    if (!reply->path)
        fprintf(stderr, "the peer has no reply to %.60s\n", request);
    CHECK(reply->path);
    return reply;
}

static inline void answer(Link *link)
{
    const Reply *reply = find_reply(link->input);

    requests++;
    strcpy(last_request, link->input);
    link->length = 0;
    send_text(link, reply->reply);
    if (reply->then == CLOSE)
        close_link(link);
    else if (reply->then == RESET)
        reset_link(link);
}

/* Where a request ends, or 0. */
static inline size_t end_of_request(const char *input)
{
    const char *end = strstr(input, "\r\n\r\n");
    const char *length = strstr(input, "Content-Length: ");

    if (!end)
        return 0;
    end += 4;
    return (size_t)(end - input) + (length ? (size_t)atoi(length + 16) : 0);
}

static inline void offer_room(uv_handle_t *tcp, size_t size, uv_buf_t *room)
{
    Link *link = tcp->data;

    *room = uv_buf_init(link->input + link->length,
                        sizeof link->input - 1 - (unsigned)link->length);
}

static inline void take_input(uv_stream_t *tcp, ssize_t count,
                              const uv_buf_t *room)
{
    Link *link = tcp->data;
    size_t end;

    if (count < 0) {
        close_link(link);
        return;
    }
    link->length += (size_t)count;
    link->input[link->length] = '\0';
    end = end_of_request(link->input);
    if (end > 0 && link->length >= end)
        answer(link);
}

static inline void take_link(uv_stream_t *stream, int status)
{
    Link *link = xcalloc(1, sizeof *link);

    CHECK_INT(status, 0);
    uv_tcp_init(reactor_loop(reactor), &link->tcp);
    CHECK_INT(uv_accept(stream, (uv_stream_t *)&link->tcp), 0);
    link->tcp.data = link;
    link->next = links;
    links = link;
    accepted++;
    open_links++;
    uv_read_start((uv_stream_t *)&link->tcp, offer_room, take_input);
}

static inline void begin(const Reply *new_script)
{
    struct sockaddr_in address;
    int size = sizeof address;

    reactor = reactor_new();
    client = client_new(reactor);
    script = new_script;
    uv_tcp_init(reactor_loop(reactor), &peer);
    uv_ip4_addr("127.0.0.1", 0, &address);
    uv_tcp_bind(&peer, (struct sockaddr *)&address, 0);
    CHECK_INT(uv_listen((uv_stream_t *)&peer, 4096, take_link), 0);
    uv_tcp_getsockname(&peer, (struct sockaddr *)&address, &size);
    peer_port = ntohs(address.sin_port);
}

static inline void stop_listening(void)
{
    if (!uv_is_closing((uv_handle_t *)&peer))
        uv_close((uv_handle_t *)&peer, NULL);
}

/* The client belongs to the reactor. */
static inline void end(void)
{
    stop_listening();
    while (links)
        close_link(links);
    reactor_free(reactor);
}

/* The URL of a path, lent until the test ends. */
static inline const char *url_of(const char *path)
{
    return as_text(
        keep(value_textf("http://127.0.0.1:%d%s", peer_port, path)));
}

static inline void turn(void)
{
    uv_run(reactor_loop(reactor), UV_RUN_ONCE);
}

/* Lets what can happen by now happen. */
static inline void settle_down(void)
{
    for (int i = 0; i < 5; i++)
        uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
}

static inline void receive(Value result, void *slot)
{
    *(Value *)slot = value_copy(result);
}

/* Gives d away and returns its result, which may be a failure; the caller
   frees it. */
static inline Value wait_for_own(Deferred *d)
{
    Value result = {.kind = VALUE_DEFERRED};

    deferred_deliver(d, receive, &result);
    while (result.kind == VALUE_DEFERRED)
        turn();
    return result;
}

/* The same, lent until the test ends. */
static inline Value wait_for(Deferred *d)
{
    return keep(wait_for_own(d));
}

/* Has to fail so. */
static inline const char *failure_of(Deferred *d, int code)
{
    Value result = wait_for(d);

    if (!failed(result))
        fprintf(stderr, "expected %s\n", failure_name(code));
    CHECK(failed(result));
    CHECK_TEXT(failure_name(as_failure(result)->code), failure_name(code));
    return as_failure(result)->message;
}

static inline Value get(const char *path)
{
    return wait_for(client_get(client, url_of(path)));
}

static inline const char *get_text(const char *path)
{
    return as_text(wait_for(response_text(get(path))));
}

#endif
