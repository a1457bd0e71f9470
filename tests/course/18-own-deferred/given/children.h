/*
 * Each of the library's tests runs in a process of its own. A graded program
 * must not start any (no_processes.c forbids fork()), but its tests must.
 */
#ifndef CHILDREN_H
#define CHILDREN_H

#include <unistd.h>

pid_t _Fork(void); /* a fork() that is not forbidden */
#define fork _Fork

#endif
