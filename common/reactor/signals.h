/*
 * Signals: SIGINT (Ctrl-C) and SIGTERM, while the reactor runs.
 *
 * The first one wakes the loop, which then ends in good order. The second one
 * ends the program at once, as it would have without us: a shell sees that a
 * signal has ended it. The signal handler does that itself: so if you press
 * Ctrl-C twice, even a program that hangs in an endless callback ends.
 *
 * A signal that is ignored when the reactor starts stays ignored. The parent
 * wants that: a shell script lets the programs that it starts with "&" ignore
 * SIGINT, as Ctrl-C is not meant for them.
 *
 * Only reactor.c uses this. Programs call reactor_run().
 */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>
#include <uv.h>

/* From now on a signal wakes the loop through this handle, which must live
   until signals_release(). Only one reactor at a time may catch signals. */
void signals_catch(uv_async_t *wake);

/* Returns whether a signal has come since. */
bool signals_caught(void);

/* Gives the signals back the actions that they had before. */
void signals_release(void);

#endif
