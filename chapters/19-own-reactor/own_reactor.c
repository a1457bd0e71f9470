/* Chapter 19: a loop of our own: it waits for many clients in one place. */

#include "options.h"
#include "sources.h"

#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 100 };

typedef void Ready(int place);

/* The awaited descriptors, and the functions to call when they are ready. */
static struct pollfd awaited[MOST];
static Ready *callbacks[MOST];
static int count;

static unsigned turns;
static bool stopped;

static void watch(int fd, Ready *fn)
{
    awaited[count] = (struct pollfd){.fd = fd, .events = POLLIN};
    callbacks[count] = fn;
    count++;
}

/* The last entry moves to the place that becomes free. */
static void unwatch(int place)
{
    close(awaited[place].fd);
    count--;
    awaited[place] = awaited[count];
    callbacks[place] = callbacks[count];
}

static void answer(int place)
{
    int fd = awaited[place].fd;
    char request[4096];
    ssize_t length = recv(fd, request, sizeof request, MSG_DONTWAIT);

    if (length < 0)
        return;
    if (length > 0)
        dprintf(fd,
                "HTTP/1.0 200 OK\r\n\r\n"
                "This is turn %u, and %d descriptors are awaited.\n",
                turns, count);
    unwatch(place);
}

static void welcome(int place)
{
    int fd = accept(awaited[place].fd, NULL, NULL);

    if (fd >= 0 && count < MOST)
        watch(fd, answer);
    else if (fd >= 0)
        close(fd);
}

static void stop(int place)
{
    stopped = true;
}

/* From the end: an entry that moves to a free place has had its turn. */
static void turn(void)
{
    if (poll(awaited, (nfds_t)count, -1) < 0)
        return;
    turns++;
    for (int place = count - 1; place >= 0; place--)
        if (awaited[place].revents != 0)
            callbacks[place](place);
}

int main(int argc, char **argv)
{
    Options options = options_parse(argc, argv, NULL);

    watch(sources_listener(options.listen), welcome);
    watch(sources_signals(), stop);
    while (!stopped)
        turn();
    while (count > 0)
        unwatch(0);
    return 0;
}
