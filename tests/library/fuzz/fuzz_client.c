/*
 * The client's response path: whatever bytes an upstream sends, the client
 * ends with an answer or a failure, and with the same one whether they come
 * at once or in pieces. No socket reaches out of this process: the client's
 * socket() and connect() are replaced here by one end of a pair, into whose
 * other end the input is written.
 */
#define _GNU_SOURCE /* SOCK_NONBLOCK, memmem() */
#include "client.h"
#include "keep.h"
#include "reactor.h"
#include "response.h"

#include "fuzz.h"

#include <sys/socket.h>
#include <uv.h>

static Reactor *reactor;
static int far_end;

int socket(int family, int type, int protocol)
{
    int pair[2];

    FUZZ_CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
    far_end = pair[1];
    return pair[0];
}

int connect(int number, const struct sockaddr *address, socklen_t size)
{
    return 0;
}

/* All that can be told of an answer: its status and text, or why there is
   none. */
static Value describe(Value result, void *status)
{
    if (!failed(result))
        return value_textf("%d %s", *(int *)status, as_text(result));
    return value_textf("%d %s", *(int *)status,
                       uv_err_name(as_failure(result)->code));
}

static Value read_text(Value response, void *status)
{
    *(int *)status = response_status(response);
    return value_deferred(response_text(response));
}

static void take(Value text, void *slot)
{
    *(Value *)slot = value_copy(text);
}

static void turn(void)
{
    uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
}

/* Writes the input in pieces of this size, and closes the connection. */
static Value ask(const uint8_t *data, size_t size, size_t piece)
{
    Client *client = client_new(reactor);
    int status = 0;
    Value text = {.kind = VALUE_DEFERRED};
    Deferred *d = client_request(client, &(ClientRequest){
                                             .url = "http://127.0.0.1:1/",
                                             .redirects = -1,
                                             .body_limit = 64 * 1024,
                                         });

    deferred_add_callback(d, read_text, &status);
    deferred_add_both(d, describe, &status);
    deferred_deliver(d, take, &text);
    far_end = -1;
    while (far_end < 0)
        turn();
    for (size_t at = 0; at < size; at += piece) {
        size_t length = size - at < piece ? size - at : piece;

        if (send(far_end, data + at, length, MSG_NOSIGNAL) < 0)
            break;
        if (at + piece < size)
            turn();
    }
    shutdown(far_end, SHUT_WR);
    while (text.kind == VALUE_DEFERRED)
        turn();
    close(far_end);
    client_free(client);
    turn();
    return text;
}

/* Some pieces, or single bytes if there are few. */
static size_t piece_of(const uint8_t *data, size_t size)
{
    return size < 64 ? 1 : 1 + size / (2 + data[size / 2] % 7);
}

/* If a line of a head begins with a NUL, libcurl 7.88 forgets the rest of what
   it has read ("while(*k->str)" in its http.c). So what comes of that depends
   on the pieces, and we cannot see it. */
static bool is_beyond_us(const uint8_t *data, size_t size)
{
    return memmem(data, size, "\n", 2) != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Kept *mark = keep_begin();
    Value whole, pieces;

    if (is_beyond_us(data, size))
        return 0;
    if (!reactor)
        reactor = reactor_new();
    whole = keep(ask(data, size, size ? size : 1));
    pieces = keep(ask(data, size, piece_of(data, size)));
    if (strcmp(as_text(whole), as_text(pieces)) != 0)
        fprintf(stderr, "whole: %.200s\npieces: %.200s\n", as_text(whole),
                as_text(pieces));
    FUZZ_CHECK(strcmp(as_text(whole), as_text(pieces)) == 0);
    keep_end(mark);
    return 0;
}
