/*
 * Signals: SIGINT (Ctrl-C) and SIGTERM, while the reactor runs.
 *
 * The first one is noted and wakes the loop, which then ends in good order.
 * The second one ends the program at once, as it would have without us: a
 * shell sees that a signal has ended it. That happens in the signal handler
 * itself: so Ctrl-C twice ends a program whose loop hangs in an endless
 * callback, too.
 *
 * A signal that is ignored when the reactor starts stays ignored: whoever
 * started the program wants that (nohup; a shell's script does it to SIGINT
 * for what it starts with "&", as Ctrl-C is not meant for that).
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

/* Lets the signals do again what they did before. */
void signals_release(void);

#endif
