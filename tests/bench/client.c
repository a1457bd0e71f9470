/*
 * What a request costs the client: CPU time, its own and the kernel's on its
 * behalf, with 64 requests in flight to a server that does next to nothing.
 * Next to it Node's clients, where node is installed.
 */
#include "client.h"
#include "response.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IN_FLIGHT = 64, REQUESTS = 60000, LIMIT = 25 };

static const char body[] = "Hello, everybody!";
static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 17\r\n"
                             "Content-Type: text/plain; charset=utf-8\r\n"
                             "\r\nHello, everybody!";

static Client *client;
static char url[64];
static unsigned started, answered;

/* Answers whatever it reads. */
static _Noreturn void serve(int listener)
{
    int events = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    char request[4096];

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    epoll_ctl(events, EPOLL_CTL_ADD, listener, &event);
    while (epoll_wait(events, &event, 1, -1) > 0) {
        int fd = event.data.fd;

        if (fd == listener) {
            event.data.fd = accept(listener, NULL, NULL);
            event.events = EPOLLIN;
            epoll_ctl(events, EPOLL_CTL_ADD, event.data.fd, &event);
        } else if (read(fd, request, sizeof request) <= 0 ||
                   write(fd, answer, sizeof answer - 1) < 0) {
            close(fd);
        }
    }
    _exit(1);
}

static pid_t start_server(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    pid_t child;

    if (bind(listener, (struct sockaddr *)&address, size) != 0 ||
        listen(listener, 4 * IN_FLIGHT) != 0) {
        perror("the server");
        exit(1);
    }
    getsockname(listener, (struct sockaddr *)&address, &size);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", ntohs(address.sin_port));
    child = fork();
    if (child == 0)
        serve(listener);
    close(listener);
    return child;
}

static Value read_body(Value response, void *arg)
{
    return value_deferred(response_text(response));
}

static void take_text(Value text, void *arg);

static void ask(void)
{
    Deferred *d = client_get(client, url);

    started++;
    deferred_add_callback(d, read_body, NULL);
    deferred_deliver(d, take_text, NULL);
}

static void take_text(Value text, void *arg)
{
    if (failed(text) || strcmp(as_text(text), body) != 0) {
        fprintf(stderr, "a wrong answer\n");
        exit(1);
    }
    answered++;
    if (started < REQUESTS)
        ask();
}

static double cpu_seconds(int who)
{
    struct rusage usage;

    getrusage(who, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void measure(void)
{
    Reactor *reactor = reactor_new();
    double start = cpu_seconds(RUSAGE_SELF);

    client = client_new(reactor);
    for (int i = 0; i < IN_FLIGHT; i++)
        ask();
    reactor_run(reactor);
    printf("this client      %5.1f us\n",
           (cpu_seconds(RUSAGE_SELF) - start) * 1e6 / answered);
    reactor_free(reactor);
}

static void measure_node(void)
{
    pid_t child = fork();
    char requests[16], in_flight[16];

    snprintf(requests, sizeof requests, "%d", REQUESTS);
    snprintf(in_flight, sizeof in_flight, "%d", IN_FLIGHT);
    if (child == 0) {
        execlp("node", "node", "tests/bench/client.js", url, requests,
               in_flight, (char *)NULL);
        puts("node             is not installed");
        exit(0);
    }
    waitpid(child, NULL, 0);
}

int main(void)
{
    pid_t server = start_server();

    printf("client: CPU time of a GET, %d in flight; the limit is %d us\n",
           IN_FLIGHT, LIMIT);
    fflush(stdout);
    measure_node();
    measure();
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    return 0;
}
