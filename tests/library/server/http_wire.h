/*
 * A server and its clients in one process, with nothing but octets between
 * them. The reactor has a fake clock, so no deadline comes by itself; the
 * clients are plain sockets.
 *
 *     serve(answer_all);
 *     fd = dial();
 *     say(fd, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
 *     CHECK_TEXT(hear(fd), "200 Hello");
 *     CHECK(is_open(fd));
 *     hang_up(fd);
 *     serve_end();
 */
#ifndef HTTP_WIRE_H
#define HTTP_WIRE_H

#include "buffer.h"
#include "http_server.h"
#include "nothing_left.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

enum { WIRE_CLIENTS = 256 };

static Reactor *reactor;
static HttpServer *server;
static HttpLimits limits;
static HttpFunction *function;
static struct sockaddr_in server_address;
static Buffer inbox[WIRE_CLIENTS];  /* heard, but not returned yet */
static char heard[8 * 1024 * 1024]; /* what hear() returned last */
static char heard_head[16 * 1024];

/* For a test that changes the limits; then comes open_door(). */
static inline HttpLimits *prepare(HttpFunction *fn)
{
    reactor = reactor_new_fake();
    function = fn;
    limits = http_server_limits;
    return &limits;
}

static inline const char *start_listening(void)
{
    static char port[16];
    Value url;

    server = http_server_new(reactor, &limits, function, NULL);
    url = http_server_listen(server, "tcp:0");
    strcpy(port, strrchr(as_text(url), ':') + 1);
    value_free(url);
    return port;
}

static inline void open_door(void)
{
    const char *port = start_listening();

    server_address.sin_family = AF_INET;
    server_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server_address.sin_port = htons((uint16_t)atoi(port));
}

static inline void serve(HttpFunction *fn)
{
    prepare(fn);
    open_door();
}

static inline void serve_end(void)
{
    http_server_free(server);
    reactor_free(reactor);
    for (int i = 0; i < WIRE_CLIENTS; i++)
        buffer_free(&inbox[i]);
}

/* Lets the server do what there is to do now. */
static inline void turn(void)
{
    uv_run(reactor_loop(reactor), UV_RUN_NOWAIT);
    reactor_advance(reactor, 0);
}

/* Lets time pass as the reactor would see it, in steps of a tenth. */
static inline void let_pass(double seconds)
{
    for (int tenths = (int)(seconds * 10 + 0.5); tenths > 0; tenths--) {
        turn();
        reactor_advance(reactor, 0.1);
    }
    turn();
}

/* A client whose system takes so many octets that it has not read; 0 leaves
   that to the system. */
static inline int dial_with_room(int room)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    CHECK(fd >= 0 && fd < WIRE_CLIENTS);
    if (room > 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    CHECK(connect(fd, (struct sockaddr *)&server_address,
                  sizeof server_address) == 0);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    buffer_free(&inbox[fd]);
    return fd;
}

static inline int dial(void)
{
    return dial_with_room(0);
}

static inline void hang_up(int fd)
{
    close(fd);
    turn();
}

/* Sends all; the server takes it as it comes. */
static inline void say_octets(int fd, const char *octets, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(fd, octets, length, MSG_NOSIGNAL);

        if (sent < 0 && errno != EAGAIN)
            return;
        if (sent > 0) {
            octets += sent;
            length -= (size_t)sent;
        }
        turn();
    }
}

static inline void say(int fd, const char *text)
{
    say_octets(fd, text, strlen(text));
}

/* Waits a moment for more to come from the server. Returns false at its end
   or after a reset. */
static inline bool listen_on(int fd)
{
    static char more[64 * 1024];
    ssize_t got;

    turn();
    got = recv(fd, more, sizeof more, 0);
    if (got > 0)
        buffer_add(&inbox[fd], more, (size_t)got);
    else if (got == 0 || errno != EAGAIN)
        return false;
    else
        poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, 1);
    return true;
}

static inline const char *find(const Buffer *in, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i + length <= in->length; i++)
        if (memcmp(in->bytes + i, text, length) == 0)
            return in->bytes + i;
    return NULL;
}

/* Whether the head that was heard last has this line. */
static inline bool head_has(const char *line)
{
    char wanted[512];

    snprintf(wanted, sizeof wanted, "\r\n%s\r\n", line);
    return strstr(heard_head, wanted) != NULL;
}

/* Takes the chunks of a body out of the inbox, and joins them. */
static inline void hear_chunks(int fd)
{
    Buffer *in = &inbox[fd];
    size_t size = 1, end = strlen(heard);

    while (size > 0) {
        const char *line;

        while (!(line = find(in, "\r\n")))
            CHECK(listen_on(fd));
        size = strtoul(in->bytes, NULL, 16);
        buffer_drop(in, (size_t)(line + 2 - in->bytes));
        while (in->length < size + 2)
            CHECK(listen_on(fd));
        memcpy(heard + end, in->bytes, size);
        heard[end += size] = '\0';
        buffer_drop(in, size + 2);
    }
}

static inline void hear_length(int fd, size_t length)
{
    size_t end = strlen(heard);

    while (inbox[fd].length < length)
        CHECK(listen_on(fd));
    CHECK(end + length < sizeof heard);
    memcpy(heard + end, inbox[fd].bytes, length);
    heard[end + length] = '\0';
    buffer_drop(&inbox[fd], length);
}

static inline void hear_to_end(int fd)
{
    while (listen_on(fd))
        continue;
    hear_length(fd, inbox[fd].length);
}

/* Takes a head out of the inbox; false if the connection ends instead. */
static inline bool hear_head(int fd)
{
    const char *end;
    size_t length;

    while (!(end = find(&inbox[fd], "\r\n\r\n")))
        if (!listen_on(fd))
            return false;
    length = (size_t)(end + 4 - inbox[fd].bytes);
    CHECK(length < sizeof heard_head);
    memcpy(heard_head, inbox[fd].bytes, length);
    heard_head[length] = '\0';
    buffer_drop(&inbox[fd], length);
    return true;
}

/* The next answer, as "STATUS BODY", or "end" if the connection ends. */
static inline const char *hear_answer(int fd, bool to_head)
{
    const char *length;

    if (!hear_head(fd))
        return strcpy(heard, inbox[fd].length > 0 ? "cut" : "end");
    sprintf(heard, "%.3s ", heard_head + 9);
    length = strstr(heard_head, "\r\nContent-Length: ");
    if (*heard == '1' || to_head || strcmp(heard, "204 ") == 0 ||
        strcmp(heard, "304 ") == 0)
        return heard;
    if (head_has("Transfer-Encoding: chunked"))
        hear_chunks(fd);
    else if (length)
        hear_length(fd, strtoul(length + 18, NULL, 10));
    else if (head_has("Connection: close"))
        hear_to_end(fd);
    return heard;
}

static inline const char *hear(int fd)
{
    return hear_answer(fd, false);
}

/* Whether the server still answers on this connection. */
static inline bool is_open(int fd)
{
    say(fd, "GET /open HTTP/1.1\r\nHost: a\r\n\r\n");
    return strncmp(hear(fd), "200 ", 4) == 0;
}

/* Lets the server do all that this client's octets can have led to: what
   another one has sent later is answered. */
static inline void settle(void)
{
    int fd = dial();

    CHECK(is_open(fd));
    hang_up(fd);
    turn();
}

/* What a new client hears who says this. */
static inline const char *ask(const char *text)
{
    int fd = dial();

    say(fd, text);
    hear(fd);
    hang_up(fd);
    return heard;
}

static inline const char *get(const char *target)
{
    char text[16 * 1024];

    snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", target);
    return ask(text);
}

#endif
