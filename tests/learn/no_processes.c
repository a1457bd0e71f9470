/* What is graded starts no processes: a loop of forks stops a whole machine. */

#include <stdio.h>
#include <stdlib.h>

#define FORBIDDEN(name)                                                        \
    int name(void);                                                            \
    int name(void)                                                             \
    {                                                                          \
        fprintf(stderr, "an exercise starts no processes: " #name "()\n");     \
        abort();                                                               \
    }

FORBIDDEN(fork)
FORBIDDEN(vfork)
FORBIDDEN(posix_spawn)
FORBIDDEN(posix_spawnp)
