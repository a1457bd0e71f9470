/*
 * A server in a child process, for benches that define _GNU_SOURCE: on a core
 * of its own, if there are two, so that it and its clients do not take time
 * from each other.
 */
#ifndef BENCH_SERVER_H
#define BENCH_SERVER_H

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    pid_t pid;
    int port;
} Server;

static inline _Noreturn void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* Core 0 or 1, if the machine has two. */
static inline void stay_on_core(int core)
{
    cpu_set_t cores;

    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
}

/* Runs serve() in a child, whose first line of output ends with its port. */
static inline Server start_server(void (*serve)(void))
{
    Server server;
    int output[2];
    FILE *lines;
    char line[256], *colon = NULL;

    if (pipe(output) != 0)
        fail("pipe");
    fflush(stdout);
    server.pid = fork();
    if (server.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        stay_on_core(0);
        dup2(output[1], STDOUT_FILENO);
        serve();
        exit(0);
    }
    close(output[1]);
    lines = fdopen(output[0], "r");
    if (fgets(line, sizeof line, lines))
        colon = strrchr(line, ':');
    if (!colon)
        fail("the server did not tell its port");
    server.port = atoi(colon + 1);
    fclose(lines);
    return server;
}

static inline void stop_server(Server server)
{
    kill(server.pid, SIGTERM);
    waitpid(server.pid, NULL, 0);
}

static inline double seconds_of(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The CPU time that a server has taken, in user mode and in the kernel. */
static inline double cpu_seconds_of(Server server)
{
    clockid_t clock;

    return clock_getcpuclockid(server.pid, &clock) == 0 ? seconds_of(clock)
                                                        : 0;
}

static inline int dial(Server server)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
        .sin_port = htons((uint16_t)server.port),
    };
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

    if (fd < 0 ||
        connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

/* Sends a request, and reads an answer that comes in one piece. */
static inline size_t ask(int fd, const char *request, char *answer,
                         size_t room)
{
    ssize_t length;

    if (send(fd, request, strlen(request), 0) < 0)
        fail("send");
    length = recv(fd, answer, room - 1, 0);
    if (length <= 0)
        fail("recv");
    answer[length] = '\0';
    return (size_t)length;
}

#endif
