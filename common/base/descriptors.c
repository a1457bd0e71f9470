/* Fills the standard descriptors, and tries how many others there are. */
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_DESCRIPTORS = 16 };

/* open() takes the lowest free number: fill them from 0 up. */
void descriptors_fill(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) >= 0 || open("/dev/null", O_RDWR) == fd)
            continue;
        fprintf(stderr, "cannot open /dev/null: %s\n", strerror(errno));
        exit(1);
    }
}

/* No system call tells how many are left, so we open them and close them
   again. */
bool descriptors_left(int count)
{
    int opened[MOST_DESCRIPTORS], number = 0, status;

    while (number < count && number < MOST_DESCRIPTORS) {
        opened[number] = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
        if (opened[number] < 0)
            break;
        number++;
    }
    status = errno; /* close() may set it */
    for (int i = 0; i < number; i++)
        close(opened[i]);
    errno = status;
    return number == count;
}
