/*
 * A million requests of all kinds, good and bad, by clients of all kinds: what
 * the server's memory and its descriptors have grown by at the end. Clients
 * leave at every moment, in the middle of a request or of an answer: by an
 * end, a reset, half a close, at once or byte by byte.
 * tests/library/server/test_http_soak.c is a short form, with sanitizers.
 */
#define _GNU_SOURCE

#include "server.h"

#include "app.h"
#include "coroutine.h"

#include <dirent.h>

enum { REQUESTS = 1000000, WARM_UP = 50000, PIPELINE = 10 };

static Deferred *parked;

static Value echo(Request *request)
{
    size_t length;
    const char *body = request_body(request, &length);

    return value_bytes(body, length);
}

static Value greet(Request *request)
{
    request_set_header(request, "X-Greeting", "yes");
    return value_htmlf("<p>%s %s</p>", request_text(request, "user"),
                       request_query(request, "a") ? "a" : "b");
}

/* The next one is answered by the one after it, if that comes. */
static Value park(Request *request)
{
    Deferred *d = deferred_new();

    if (parked)
        deferred_fire(&parked, value_text("unparked"));
    parked = d;
    return value_deferred(d);
}

static Value write_some(Request *request)
{
    deferred_ignore(request_write(request, "some", 4));
    return value_text("more");
}

/* More than a client takes that does not read. */
static Value send_pieces(Request *request)
{
    static char piece[64 * 1024];

    for (int i = 0; i < 100; i++)
        await(request_write(request, piece, sizeof piece));
    return value_none();
}

static void serve(void)
{
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/echo", echo);
    app_route(app, "GET /greet/<user>", greet);
    app_route(app, "/park", park);
    app_route(app, "/write", write_some);
    app_route_async(app, "/pieces", send_pieces);
    exit(app_run(app, reactor, "tcp:0"));
}

static const char *const requests[] = {
    "GET /greet/you?a=b HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
    ("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
     "5\r\nhello\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n"),
    "GET /write HTTP/1.1\r\nHost: a\r\n\r\n",
    "HEAD /greet/you HTTP/1.1\r\nHost: a\r\n\r\n",
    "DELETE /greet/you HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
};

/* These end the connection, or leave it. */
static const char *const last_ones[] = {
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "GET /park HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\nhello",
    "GET / HTTP/1.1\r\nHo",
    "GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void send_text(int fd, const char *text, size_t length, size_t piece)
{
    while (length > 0) {
        size_t now = length < piece ? length : piece;

        if (send(fd, text, now, MSG_NOSIGNAL) < 0)
            return;
        text += now;
        length -= now;
    }
}

static void reset_at_close(int fd)
{
    struct linger now = {.l_onoff = 1};

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

/* Hears something, or leaves in one of several ways before it could. */
static void leave(int fd, unsigned way)
{
    static char answers[64 * 1024];

    switch (way) {
    case 0:
        reset_at_close(fd);
        break;
    case 1:
        shutdown(fd, SHUT_WR);
        while (recv(fd, answers, sizeof answers, 0) > 0)
            continue;
        break;
    case 2:
        if (recv(fd, answers, 1, 0) > 0)
            reset_at_close(fd);
        break;
    case 3:
        break;
    default:
        if (recv(fd, answers, sizeof answers, 0) <= 0)
            fail("a visit");
    }
    close(fd);
}

/* One connection: some requests, and one that is the last. Every second one
   leaves before it has sent all. */
static size_t visit(Server server, size_t visits)
{
    char text[4096] = "";
    unsigned way = (unsigned)random() % 8;
    int fd = dial(server);
    size_t length;

    for (size_t i = 0; i < PIPELINE - 1; i++)
        strcat(text, requests[(visits + i) % COUNT(requests)]);
    strcat(text, last_ones[visits % COUNT(last_ones)]);
    length = strlen(text);
    if (way < 4 && visits % 2)
        length = (size_t)random() % length;
    if (way == 2 && length < 300)
        way = 3; /* perhaps there is no answer */
    send_text(fd, text, length, visits % 50 ? sizeof text : 1);
    leave(fd, way);
    return PIPELINE;
}

static size_t visit_until(Server server, size_t asked, size_t wanted)
{
    while (asked < wanted)
        asked += visit(server, asked / PIPELINE);
    return asked;
}

static double resident_kibibytes(Server server)
{
    char name[64], line[256];
    double kibibytes = 0;
    FILE *file;

    snprintf(name, sizeof name, "/proc/%d/status", server.pid);
    file = fopen(name, "r");
    while (fgets(line, sizeof line, file))
        sscanf(line, "VmRSS: %lf kB", &kibibytes);
    fclose(file);
    return kibibytes;
}

static int descriptors(Server server)
{
    char name[64];
    int count = 0;
    DIR *folder;

    snprintf(name, sizeof name, "/proc/%d/fd", server.pid);
    folder = opendir(name);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

int main(void)
{
    Server server = start_server(serve);
    int before = descriptors(server);
    size_t asked;
    double warm;

    stay_on_core(1);
    asked = visit_until(server, 0, WARM_UP);
    warm = resident_kibibytes(server);
    asked = visit_until(server, asked, WARM_UP + REQUESTS);
    sleep(3); /* connections that linger do so for two seconds */
    printf("After %zu requests of all kinds the server takes %.0f KiB more "
           "(the bar is 1,024) and %d descriptors more.\n",
           asked, resident_kibibytes(server) - warm,
           descriptors(server) - before);
    stop_server(server);
    return 0;
}
