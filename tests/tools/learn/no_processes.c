/* Linked into a graded program: it must not start processes, as a loop of
   forks would stop the machine. */

#include <stdio.h>
#include <stdlib.h>

static int refuse(const char *function)
{
    fprintf(stderr, "an exercise must not start processes: %s()\n", function);
    abort();
}

int fork(void)
{
    return refuse("fork");
}

int vfork(void)
{
    return refuse("vfork");
}

int posix_spawn(void)
{
    return refuse("posix_spawn");
}

int posix_spawnp(void)
{
    return refuse("posix_spawnp");
}
