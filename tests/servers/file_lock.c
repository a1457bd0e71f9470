/*
 * Locks some bytes of a file, as another program would that works on it, and
 * says so; holds the lock until SIGTERM. SQLite's locks are such locks.
 *
 *     file_lock FILE FIRST LENGTH
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int file, signal;
    sigset_t ending;

    if (argc != 4)
        return 2;
    lock.l_start = strtoll(argv[2], NULL, 10);
    lock.l_len = strtoll(argv[3], NULL, 10);
    file = open(argv[1], O_RDWR | O_CLOEXEC);
    if (file < 0 || fcntl(file, F_SETLKW, &lock) != 0) {
        perror(argv[1]);
        return 1;
    }
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigprocmask(SIG_BLOCK, &ending, NULL);
    puts("locked");
    fflush(stdout);
    return sigwait(&ending, &signal);
}
