/* Fills the standard descriptors, and counts what is left of the others. */
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 16 };

/* The lowest number that is free is the one that open() takes. */
void descriptors_fill(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) >= 0 || open("/dev/null", O_RDWR) == fd)
            continue;
        fprintf(stderr, "cannot open /dev/null: %s\n", strerror(errno));
        exit(1);
    }
}

bool descriptors_left(int count)
{
    int opened[MOST], number = 0, status;

    while (number < count && number < MOST) {
        opened[number] = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
        if (opened[number] < 0)
            break;
        number++;
    }
    status = errno;
    for (int i = 0; i < number; i++)
        close(opened[i]);
    errno = status;
    return number == count;
}
