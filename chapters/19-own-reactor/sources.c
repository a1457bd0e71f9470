/* What the loop of this chapter waits for: a listening socket, and Ctrl-C as a
   descriptor, since a signal handler may do next to nothing. */
#include "sources.h"

#include "endpoint.h"

#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BACKLOG = 100 };

static void fail(const char *doing)
{
    fprintf(stderr, "cannot %s: %s\n", doing, strerror(errno));
    exit(1);
}

static Endpoint read_endpoint(const char *text)
{
    Endpoint endpoint;
    Value failure = endpoint_parse(text, &endpoint);
    bool good = !failed(failure) && !endpoint.is_unix;

    if (failed(failure))
        fprintf(stderr, "%s\n", as_failure(failure)->message);
    else if (!good)
        fprintf(stderr, "%s: this program listens on tcp only\n", text);
    value_free(failure);
    if (!good)
        exit(1);
    return endpoint;
}

static void print_url(int fd)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    char host[NI_MAXHOST], port[NI_MAXSERV];

    getsockname(fd, (struct sockaddr *)&address, &length);
    getnameinfo((struct sockaddr *)&address, length, host, sizeof host, port,
                sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    printf("listening on http://%s:%s\n", host, port);
    fflush(stdout);
}

int sources_listener(const char *text)
{
    Endpoint endpoint = read_endpoint(text);
    struct sockaddr *address = (struct sockaddr *)&endpoint.address;
    int one = 1, fd = socket(address->sa_family, SOCK_STREAM, 0);

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, address, sizeof endpoint.address) != 0 ||
        listen(fd, BACKLOG) != 0)
        fail("listen");
    print_url(fd);
    return fd;
}

/* A signal may come at any time, also right before the loop goes to sleep. As
   a byte in a pipe it is not missed. */
static int pipe_ends[2];

static void pass_on(int number)
{
    int interrupted_errno = errno;

    if (write(pipe_ends[1], "", 1) < 0)
        _exit(1);
    errno = interrupted_errno;
}

int sources_signals(void)
{
    struct sigaction action = {.sa_handler = pass_on};

    if (pipe(pipe_ends) != 0)
        fail("make a pipe");
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    return pipe_ends[0];
}
