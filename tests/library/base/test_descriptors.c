/* Programs that are started with their standard descriptors closed. */
#include "descriptors.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

static bool is_null_device(int fd)
{
    struct stat null, got;

    return stat("/dev/null", &null) == 0 && fstat(fd, &got) == 0 &&
           got.st_rdev == null.st_rdev;
}

static void close_some(int which)
{
    for (int fd = 0; fd <= 2; fd++)
        if (which & 1 << fd)
            close(fd);
}

/* As its failure could not be printed, it is the exit status. */
static int status_without(int which)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        close_some(which);
        descriptors_fill();
        for (int fd = 0; fd <= 2; fd++)
            if (fcntl(fd, F_GETFD) < 0 ||
                ((which & 1 << fd) && !is_null_device(fd)))
                _exit(1);
        _exit(0);
    }
    waitpid(child, &status, 0);
    return status;
}

static void all_combinations_are_filled(void)
{
    for (int which = 0; which < 8; which++)
        CHECK_INT(status_without(which), 0);
}

static void others_stay(void)
{
    int before = unit_open_descriptors();
    off_t place = lseek(STDOUT_FILENO, 0, SEEK_CUR);

    descriptors_fill();
    CHECK_INT(unit_open_descriptors(), before);
    CHECK(lseek(STDOUT_FILENO, 0, SEEK_CUR) == place);
}

static void what_is_left_is_counted(void)
{
    int lowest = dup(0);
    rlim_t limit = (rlim_t)lowest + 5;

    close(lowest);
    CHECK(descriptors_left(16));
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){limit, limit});
    CHECK(descriptors_left(5));
    CHECK(!descriptors_left(6));
    CHECK_INT(errno, EMFILE);
    CHECK(descriptors_left(5));
}

static const UnitTest tests[] = {
    {"each of the eight combinations is filled with /dev/null",
     all_combinations_are_filled},
    {"descriptors that are open stay as they are", others_stay},
    {"what is left is counted, and given back", what_is_left_is_counted},
};

int main(int argc, char **argv)
{
    return unit_run(tests, COUNT(tests), NULL, argc, argv);
}
