/*
 * The lines that are printed on stderr come in through a stream of our own;
 * they go out to the descriptor if it has room for them now.
 */
#define _GNU_SOURCE /* fopencookie() */
#include "log.h"

#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

/* A pipe that can be written to at all has room for so much. */
enum { AT_ONCE = 4096 };

static size_t lost;

static bool has_room(void)
{
    struct pollfd log = {.fd = STDERR_FILENO, .events = POLLOUT};

    return poll(&log, 1, 0) == 1 && (log.revents & POLLOUT);
}

static void tell_lost(void)
{
    char line[64];
    int length =
        snprintf(line, sizeof line, "%zu lines were lost here\n", lost);

    if (write(STDERR_FILENO, line, (size_t)length) == length)
        lost = 0;
}

/* Says that all is written, whatever has come of it: what is lost is lost. */
static ssize_t write_if_possible(void *unused, const char *bytes,
                                 size_t length)
{
    size_t written = 0;

    if (lost > 0 && has_room())
        tell_lost();
    while (lost == 0 && written < length && has_room()) {
        size_t left = length - written;
        ssize_t now = write(STDERR_FILENO, bytes + written,
                            left < AT_ONCE ? left : AT_ONCE);

        if (now <= 0)
            break;
        written += (size_t)now;
    }
    lost += written < length;
    return (ssize_t)length;
}

void log_keep_going(void)
{
    static FILE *log;

    if (log)
        return;
    log = fopencookie(NULL, "w",
                      (cookie_io_functions_t){.write = write_if_possible});
    if (!log)
        return;
    setvbuf(log, NULL, _IOLBF, BUFSIZ);
    stderr = log;
}
