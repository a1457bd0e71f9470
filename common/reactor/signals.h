/*
 * Signals: SIGINT (Ctrl-C) and SIGTERM, while the reactor runs.
 *
 * The first one is noted and wakes the loop, which then ends in good order.
 * The second one ends the program at once, with the status 128 + signal that
 * a shell would give. That happens in the signal handler itself: so Ctrl-C
 * twice ends a program whose loop hangs in an endless callback, too.
 */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>
#include <uv.h>

/* From now on a signal wakes the loop through this handle. One reactor at a
   time may catch signals. */
void signals_catch(uv_async_t *wake);

/* Whether one has come since. */
bool signals_caught(void);

/* Gives the signals back to those who had them before. */
void signals_release(void);

#endif
