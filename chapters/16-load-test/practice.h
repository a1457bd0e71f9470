/*
 * Practice: a server to practice on, which hiccups.
 *
 * It has the pages of the scenario, and answers at once; but now and then it
 * stands still, as a server does while it collects garbage or writes a large
 * file.
 */
#ifndef PRACTICE_H
#define PRACTICE_H

#include "reactor.h"

/* Serves on the endpoint until Ctrl-C. Of each `every` seconds it stands still
   for the last `hold`, which is less; for 0 it never does. Frees the reactor.
   Returns main's exit status. */
int practice_run(Reactor *reactor, const char *endpoint, double hold,
                 double every);

#endif
