/*
 * The library's tests run in a process each. What is graded must not start any
 * (tests/tools/learn/no_processes.c forbids fork()), but its tests must.
 */
#ifndef CHILDREN_H
#define CHILDREN_H

#include <unistd.h>

pid_t _Fork(void); /* a fork() that is not forbidden */
#define fork _Fork

#endif
