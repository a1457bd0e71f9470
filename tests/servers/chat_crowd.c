/*
 * A crowd for chapter 14: chat_crowd PORT COUNT. COUNT clients wait at /block,
 * one after the other; then as many messages are sent, the numbers from 0, and
 * client i has to get number i. Prints how many did, and for the first one
 * that did not the message that it got. Here are no Deferreds: the crowd must
 * not share the server's mistakes.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { SECONDS = 60 };

static in_port_t port;

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(1);
}

static int dial(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = port,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    struct timeval patience = {.tv_sec = SECONDS};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        fail("socket");
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        fail("connect");
    return fd;
}

static void say(int fd, const char *path)
{
    char request[256];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", path);

    if (send(fd, request, (size_t)length, MSG_NOSIGNAL) != length)
        fail("send");
}

/* The body of an answer, which is short and comes in one piece. */
static const char *hear(int fd)
{
    static char answer[1024];
    ssize_t length = recv(fd, answer, sizeof answer - 1, 0);
    char *body;

    if (length <= 0)
        fail("recv");
    answer[length] = '\0';
    body = strstr(answer, "\r\n\r\n");
    return body ? body + 4 : answer;
}

/* A request waits in the server's socket, and is read in its next turn but
   one at the latest. So it has been read when two others, sent one after the
   other, are answered. */
static int stand_in_line(int other)
{
    int fd = dial();

    say(fd, "/block");
    for (int i = 0; i < 2; i++) {
        say(other, "/nowhere");
        hear(other);
    }
    return fd;
}

static void unblock(int other, int number)
{
    char path[64], wanted[64];

    snprintf(path, sizeof path, "/unblock/n%d", number);
    snprintf(wanted, sizeof wanted, "OK n%d", number);
    say(other, path);
    if (strcmp(hear(other), wanted) != 0) {
        fprintf(stderr, "message %d was not sent\n", number);
        exit(1);
    }
}

static void check(int fd, int number)
{
    char wanted[64];
    const char *got = hear(fd);

    snprintf(wanted, sizeof wanted, "N%d", number);
    if (strcmp(got, wanted) != 0) {
        fprintf(stderr, "client %d got %s\n", number, got);
        exit(1);
    }
    close(fd);
}

int main(int argc, char **argv)
{
    int count = argc == 3 ? atoi(argv[2]) : 0, other, *line;

    if (count <= 0)
        return 2;
    port = htons((in_port_t)atoi(argv[1]));
    line = malloc((size_t)count * sizeof *line);
    other = dial();
    for (int i = 0; i < count; i++)
        line[i] = stand_in_line(other);
    for (int i = 0; i < count; i++)
        unblock(other, i);
    for (int i = 0; i < count; i++)
        check(line[i], i);
    close(other);
    free(line);
    printf("%d in order\n", count);
    return 0;
}
