/*
 * A log that does not stop the program.
 *
 * A server prints what has gone wrong on stderr. If that is a pipe and its
 * reader has stopped reading, or a terminal on which you have pressed
 * Ctrl-S, the next line waits until there is room; and while it waits, the
 * loop waits, too, and no client is answered. To lose a line is better. So a
 * program that must go on calls log_keep_going(). From then on a line that
 * does not fit at once is dropped, and the next one that fits says how many
 * were lost.
 *
 * It changes stderr itself (as glibc allows), so that it holds for every
 * fprintf(stderr, ...), also in code that does not know of it. Each line
 * leaves in one piece, at its end.
 */
#ifndef LOG_H
#define LOG_H

/* Lets no line on stderr stop the program. Calling it again is harmless. */
void log_keep_going(void);

#endif
