/*
 * What a long poll costs that waits: resident bytes of the server for each of
 * 10,000 and 19,000 clients of a route like chapter 14's, and the seconds
 * until all of them have been woken by one request and have their answers.
 */
#define _GNU_SOURCE

#include "server.h"

#include "app.h"

#include <sys/resource.h>

enum { MOST = 19000 };

static const char block_request[] = "GET /block HTTP/1.1\r\n"
                                    "Host: 127.0.0.1:8080\r\n\r\n";
static Deferred *blocked[MOST];
static size_t count;
static int clients[MOST];

static Value shout(Value result, void *arg)
{
    return value_textf("%s!", as_text(result));
}

static Value block(Request *request)
{
    Deferred *d = blocked[count++] = deferred_new();

    deferred_add_callback(d, shout, NULL);
    return value_deferred(d);
}

static Value tell_count(Request *request)
{
    return value_textf("%zu.", count);
}

static Value unblock(Request *request)
{
    while (count > 0)
        deferred_fire(&blocked[--count], value_text("hello"));
    return value_text("OK");
}

static void serve(void)
{
    Reactor *reactor = reactor_new();
    App *app = app_new();

    app_route(app, "/block", block);
    app_route(app, "/count", tell_count);
    app_route(app, "/unblock", unblock);
    exit(app_run(app, reactor, "tcp:0"));
}

static double resident_bytes(Server server)
{
    char name[64], line[256];
    double kibibytes = 0;
    FILE *file;

    snprintf(name, sizeof name, "/proc/%d/status", server.pid);
    file = fopen(name, "r");
    while (fgets(line, sizeof line, file))
        sscanf(line, "VmRSS: %lf kB", &kibibytes);
    fclose(file);
    return kibibytes * 1024;
}

/* Until this number of clients is parked. */
static void wait_for(int fd, size_t wanted)
{
    char answer[1024], end[32];

    snprintf(end, sizeof end, "\r\n\r\n%zu.", wanted);
    do
        ask(fd, "GET /count HTTP/1.1\r\nHost: a\r\n\r\n", answer,
            sizeof answer);
    while (!strstr(answer, end));
}

static void hear_all(size_t number)
{
    char answer[1024];

    for (size_t i = 0; i < number; i++) {
        ssize_t length = recv(clients[i], answer, sizeof answer - 1, 0);

        if (length < 6 || memcmp(answer + length - 6, "hello!", 6) != 0)
            fail("a wrong answer");
        close(clients[i]);
    }
}

static void measure(size_t number)
{
    Server server = start_server(serve);
    int fd = dial(server);
    double before, parked, start, woken;
    char answer[1024];

    wait_for(fd, 0);
    before = resident_bytes(server);
    for (size_t i = 0; i < number; i++) {
        clients[i] = dial(server);
        if (send(clients[i], block_request, sizeof block_request - 1, 0) < 0)
            fail("send");
    }
    wait_for(fd, number);
    parked = (resident_bytes(server) - before) / (double)number;
    start = seconds_of(CLOCK_MONOTONIC);
    ask(fd, "GET /unblock HTTP/1.1\r\nHost: a\r\n\r\n", answer, sizeof answer);
    hear_all(number);
    woken = seconds_of(CLOCK_MONOTONIC) - start;
    printf("%8zu %14.0f %8d %14.2f %8.1f\n", number, parked, 1024, woken, 0.3);
    close(fd);
    stop_server(server);
}

int main(void)
{
    struct rlimit limit;

    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    stay_on_core(1);
    puts("Long polls that wait.");
    puts("  number bytes for each      bar   seconds to wake      bar");
    for (size_t number = 10000; number <= MOST; number += 9000)
        if (number + 100 < limit.rlim_cur)
            measure(number);
        else
            printf("%8zu: too many for the descriptors of this system\n",
                   number);
    return 0;
}
